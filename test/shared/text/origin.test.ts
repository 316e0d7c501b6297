import { findOrigins, type Voice } from '@hearsay/text/origin';
import { describe, expect, it } from 'vitest';
import { toArticle } from './claim/story.js';

const plain = {
  title: null,
  text: 'The harbour closed on Friday after 12 ships were held at the gate.',
};

function voice(id: string, published: string, said: Partial<Voice['candidate']> = {}): Voice {
  const article = toArticle({ ...plain, id, outlet: `${id}.example`, outletName: id, published });
  return {
    id: `m-${id}`,
    article,
    candidate: { ...article.candidates[0]!, speaker: null, via: null, ...said },
    disputes: false,
  };
}

const through = (name: string) => ({ via: { outlet: `${name}.example`, outletName: name } });

describe('findOrigins', () => {
  it('counts unnamed sources as the outlet they spoke to, and follows a credit to it', () => {
    const found = findOrigins([
      voice('Alpha', '2031-01-01T00:00:00Z', { speaker: 'two officials', speakerNamed: false }),
      voice('Beta', '2031-01-02T00:00:00Z', {
        speaker: 'two officials',
        speakerNamed: false,
        ...through('Alpha'),
      }),
    ]);
    expect(found.get('m-Alpha')?.origin).toEqual({ kind: 'outlet', name: 'Alpha' });
    expect(found.get('m-Beta')?.origin).toEqual({ kind: 'outlet', name: 'Alpha' });
  });

  it('takes a named person and a document for origins of their own', () => {
    const found = findOrigins([
      voice('Alpha', '2031-01-01T00:00:00Z', { speaker: 'Mira Osei', speakerNamed: true }),
      voice('Beta', '2031-01-02T00:00:00Z', { speaker: 'a court filing', speakerNamed: false }),
    ]);
    expect(found.get('m-Alpha')?.origin).toEqual({ kind: 'person', name: 'Mira Osei' });
    expect(found.get('m-Beta')?.origin).toEqual({ kind: 'document', name: 'a court filing' });
  });

  it('names an outlet that we do not hold where only it is credited', () => {
    const found = findOrigins([voice('Beta', '2031-01-02T00:00:00Z', through('Gamma'))]);
    expect(found.get('m-Beta')?.origin).toEqual({ kind: 'outlet', name: 'Gamma' });
  });

  it('says so where two outlets only cite each other', () => {
    const found = findOrigins([
      voice('Alpha', '2031-01-01T00:00:00Z', through('Beta')),
      voice('Beta', '2031-01-02T00:00:00Z', through('Alpha')),
    ]);
    expect(found.get('m-Alpha')?.origin.name).toBe('Alpha');
    expect(found.get('m-Beta')?.origin.name).toBe('Alpha');
    expect(found.get('m-Alpha')?.why).toContain('cite each other');
  });

  it('leaves out an outlet that merely had before what a person says on the record', () => {
    const first = voice('Alpha', '2031-01-01T00:00:00Z', { speaker: 'two officials', speakerNamed: false });
    const cites = { outlet: 'Alpha.example', outletName: 'Alpha', sentence: '', how: 'reported' as const };
    const later = voice('Beta', '2031-01-02T00:00:00Z', { speaker: 'Mira Osei', speakerNamed: true });
    const citing = {
      ...later,
      article: { ...later.article, cites: [{ ...cites, span: { start: 0, end: 0 } }] },
    };
    expect(findOrigins([first, citing]).get('m-Beta')).toMatchObject({
      origin: { kind: 'person', name: 'Mira Osei' },
      via: null,
    });
    const ofHim = { ...first, candidate: { ...first.candidate, speaker: 'Mira Osei', speakerNamed: true } };
    expect(findOrigins([ofHim, citing]).get('m-Beta')?.via?.outletName).toBe('Alpha');
  });

  it('gives a short name the domain of the outlet that had it before, and a copy what its text credits', () => {
    const first = voice('Harbour Courier', '2031-01-01T00:00:00Z', { speaker: 'two officials' });
    const wire = voice('Halcyon', '2031-01-02T00:00:00Z', {
      via: { outlet: null, outletName: 'The Courier' },
    });
    const copy = voice('Gamma', '2031-01-03T00:00:00Z', { via: { outlet: null, outletName: 'The Courier' } });
    const copied = { ...copy, article: { ...copy.article, copyOf: 'Halcyon', copyKind: 'exact' as const } };
    const found = findOrigins([first, wire, copied]);
    expect(found.get('m-Halcyon')?.via?.outlet).toBe('Harbour Courier.example');
    expect(found.get('m-Gamma')?.via?.outlet).toBe('Harbour Courier.example');
  });
});
