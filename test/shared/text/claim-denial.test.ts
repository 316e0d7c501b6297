import { extractCandidates } from '@hearsay/text/candidate';
import { matchStory, type StoryArticle } from '@hearsay/text/claim';
import { eventsOf } from '@hearsay/text/event';
import { describe, expect, it } from 'vitest';
import { match as matched, mentionOf as placed, toArticle } from './claim/story.js';

function article(id: string, hour: number, text: string): StoryArticle {
  const published = `2031-03-0${1 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, '0')}:00:00.000Z`;
  return toArticle({ id, outlet: `${id}.example`, outletName: `The ${id}`, published, title: null, text });
}

const match = (...articles: StoryArticle[]) =>
  matchStory({ story: 's', articles, known: { claims: {} } }).claims;
const mentionOf = (claims: ReturnType<typeof match>, words: string) =>
  claims
    .flatMap((claim) => claim.mentions.map((mention) => ({ claim, mention })))
    .find(({ mention }) => mention.sentence.includes(words))!;

const leak = 'Engineers found that 60 valves at the Tarn dam were leaking, two inspectors told the Alder.';
const fee =
  'Velmar Rovers have agreed a fee of 9 million crowns for the goalkeeper Ivo Tarn, two people told the Alder.';

describe('denials', () => {
  it('takes "disputes this" for a denial of what was said before', () => {
    const claims = match(article('Alder', 8, `${leak}\n\nHart & Lowe disputes this.`));
    const { claim, mention } = mentionOf(claims, 'disputes this');
    expect(mention).toMatchObject({ relation: 'disputes', target: 'claim', speaker: 'Hart & Lowe' });
    expect(claim.text).toContain('60 valves');
  });

  it('sets "no fee, no agreement" against the claim that tells of them, and nothing that another says of another thing', () => {
    const claims = match(
      article('Alder', 8, fee),
      article(
        'Birch',
        9,
        'Velmar Rovers play at home on Sunday.\n\n“There is no agreement and there is no fee,” said Mira Osei, who runs the club. The stadium has no roof, said Jon Hart, an engineer.',
      ),
    );
    const { claim, mention } = mentionOf(claims, 'no agreement');
    expect(mention).toMatchObject({ relation: 'disputes', speaker: 'Mira Osei' });
    expect(mention.confidence).toBeLessThanOrEqual(0.6);
    expect(claim.text).toContain('9 million');
    expect(mentionOf(claims, 'no roof').mention.relation).toBe('originates');
  });

  it('sets the state of a thing against the opposite one that an earlier article tells', () => {
    const claims = match(
      article('Alder', 8, 'The lock gate at Orm was damaged in the storm, two engineers told the Alder.'),
      article(
        'Birch',
        9,
        'The river rose by two metres.\n\n“The gate is intact,” said Jon Hart of the harbour board.',
      ),
    );
    const { claim, mention } = mentionOf(claims, 'intact');
    expect(mention).toMatchObject({ relation: 'disputes', speaker: expect.stringContaining('Jon Hart') });
    expect(claim.text).toContain('damaged');
  });

  it('takes a result that others could not repeat for disputed', () => {
    const claims = match(
      article(
        'Alder',
        8,
        'The new filter takes all lead out of water, researchers at Orm University reported.',
      ),
      article(
        'Birch',
        9,
        'Filters sell well.\n\nA group in Velmar said that it could not reproduce the finding.',
      ),
    );
    expect(mentionOf(claims, 'reproduce').mention).toMatchObject({ relation: 'disputes', target: 'report' });
  });

  it('takes what nobody knows, names or has announced for no denial', () => {
    const claims = match(
      article('Alder', 8, fee),
      article(
        'Birch',
        9,
        'Mira Osei, who runs Velmar Rovers, said that no fee had been disclosed for the goalkeeper Ivo Tarn.',
      ),
    );
    expect(mentionOf(claims, 'disclosed').mention.relation).not.toBe('disputes');
  });

  it('keeps a quoted denial a denial where a second outlet carries it alone, and counts one voice', () => {
    const denied = '“No valve at the Tarn dam has ever leaked a drop of water,” Mira Osei said.';
    const claims = match(
      article('Alder', 8, leak),
      article(
        'Birch',
        9,
        `${leak.replace(', two inspectors told the Alder', '')}\n\n“That report is false,” Mira Osei said. ${denied}`,
      ),
      article('Cedar', 10, `The dam was built in 1931 by a firm from the coast.\n\n${denied}`),
    );
    const { claim, mention } = mentionOf(
      claims.map((each) => ({
        ...each,
        mentions: each.mentions.filter(({ article }) => article === 'Cedar'),
      })),
      'No valve',
    );
    expect(mention).toMatchObject({ relation: 'disputes', speaker: 'Mira Osei' });
    expect(claim.counts).toMatchObject({ disputingOutlets: 2, disputers: 1 });
  });

  it('takes the opposite state, said by another, for a denial', () => {
    const claims = match(
      article(
        'Alder',
        8,
        'Ada Lind said that the sluice gate was blocked by timber.\n\nTomas Hart said the sluice gate was clear all week.',
      ),
    );
    expect(mentionOf(claims, 'was clear').mention.relation).toBe('disputes');
  });

  it('leaves a refusal alone', () => {
    const claims = match(article('Alder', 8, `${leak}\n\nThe council denied a request to visit the dam.`));
    expect(claims.flatMap((claim) => claim.mentions).some(({ relation }) => relation === 'disputes')).toBe(
      false,
    );
  });
});

describe('tolls', () => {
  it('takes a later and larger toll for an update, and the same toll in other words for a repeat', () => {
    const claims = match(
      article('Alder', 8, 'Three people were killed when a barge sank on the lake.'),
      article('Birch', 12, 'The number of people killed in the sinking has risen to five.'),
      article('Cedar', 13, 'Three people died when the barge went down on the lake.'),
    );
    expect(mentionOf(claims, 'risen to five').mention).toMatchObject({
      relation: 'varies',
      change: 'update',
    });
    expect(mentionOf(claims, 'went down').mention.relation).toBe('repeats');
  });

  it('keeps a part of a toll apart', () => {
    const claims = match(
      article('Alder', 8, 'Nine people were killed when a barge sank on the lake.'),
      article('Birch', 12, 'Two of the dead were children from the village school.'),
    );
    expect(mentionOf(claims, 'Two of the dead').mention.relation).toBe('originates');
  });
});

describe('voices', () => {
  const told = 'More than 60 valves at the Tarn dam were leaking.';
  const typesOf = (articles: StoryArticle[]) =>
    eventsOf('s', { claims: match(...articles) }, articles).map(({ type, outlet }) => `${type} ${outlet}`);

  it('takes a later report without a source for no confirmation', () => {
    const types = typesOf([article('Alder', 8, leak), article('Birch', 9, told)]);
    expect(types).toContain('repeated Birch.example');
    expect(types.some((each) => each.startsWith('confirmed'))).toBe(false);
  });

  it('takes a document for one', () => {
    const memo = 'More than 60 valves at the Tarn dam were leaking, according to an internal memo.';
    expect(typesOf([article('Alder', 8, leak), article('Birch', 9, memo)])).toContain(
      'confirmed Birch.example',
    );
  });
});

describe('a denial told in the words of the claim', () => {
  it('disputes it, and does not repeat it', () => {
    const articles = [
      article(
        'north',
        6,
        'The ministry sent more than 530 faulty pumps to eleven hospitals in March, two engineers said.',
      ),
      article(
        'south',
        9,
        'On Tuesday Mira Osei, the minister, had dismissed a newspaper report that more than 530 of the pumps were sent to hospitals although engineers had warned about a valve.',
      ),
    ];
    const mention = placed(matched(articles), articles, 'south', 'dismissed a newspaper report');
    expect(mention).toMatchObject({ relation: 'disputes', target: 'claim', speaker: 'Mira Osei' });
  });

  it('takes a denial told again by who denied it before for the same denial', () => {
    const claims = match(
      article(
        'Alder',
        8,
        `${leak}\n\n“That report is false,” Mira Osei said. “No valve at the dam has leaked,” Mira Osei said.`,
      ),
      article(
        'Birch',
        20,
        'A hearing is set for June.\n\nMira Osei told parliament that no valve at the dam was ever leaking.',
      ),
    );
    const { claim, mention } = mentionOf(claims, 'told parliament');
    expect(mention).toMatchObject({ relation: 'disputes', speaker: 'Mira Osei' });
    expect(claim.text).toContain('60 valves');
  });

  it('finds what was alleged just before where somebody denies the allegations', () => {
    const claims = match(
      article(
        'Alder',
        8,
        'Former clerks say that Otto Brandt took money from the harbour fund.\n\nBrandt denied the allegations.',
      ),
    );
    const { claim, mention } = mentionOf(claims, 'denied the allegations');
    expect(mention).toMatchObject({ relation: 'disputes', target: 'claim' });
    expect(claim.text).toContain('harbour fund');
  });

  it('reads a title that says it never happened as the denial that its text tells', () => {
    const denied = {
      ...article(
        'Birch',
        12,
        `The Alder reported that 60 valves at the Tarn dam were leaking.\n\nMira Osei denied that 60 valves at the Tarn dam were leaking.`,
      ),
      title: 'Osei says it never happened. Neighbours are not so sure',
    };
    const claims = match(article('Alder', 8, leak), {
      ...denied,
      candidates: extractCandidates(denied).candidates,
    });
    const title = claims.flatMap(({ mentions }) => mentions).find((each) => each.in === 'title')!;
    expect(title).toMatchObject({ relation: 'disputes', sentence: 'Osei says it never happened.' });
  });

  it('does not say that somebody asserts what nobody but he has denied', () => {
    const text = 'Otto Brandt steadfastly denied that he was part of the smuggling ring.';
    expect(match(article('Alder', 8, text))).toEqual([]);
  });

  it.each([
    [
      'one denial told twice',
      'Otto Brandt has denied paying the guards at the quarry.',
      'Brandt denies paying the guards at the quarry.',
    ],
    [
      'two that say the same no',
      'The fever has not, by any measure, disappeared, Mira Osei said.',
      'Make no mistake: the fever has not disappeared, Otto Brandt said.',
    ],
    [
      'a court that refuses',
      'A court ruled that the Tarn dam must be drained by June.',
      'The judge denied a motion that the Tarn dam must be drained by June.',
    ],
    [
      'a denial that is taken back',
      'The Alder reported that 60 valves at the Tarn dam were leaking.',
      'After first denying reports that the valves leaked, Hart & Lowe admitted that 60 valves at the Tarn dam were leaking.',
    ],
    [
      'a "not only"',
      'Otto Brandt sold the quarry to a rival in May.',
      'Mira Osei said he not only sold the quarry to a rival in May but kept the keys.',
    ],
  ])('takes %s for no dispute', (_, first, second) => {
    const claims = match(article('Alder', 8, first), article('Birch', 20, second));
    expect(
      claims.flatMap(({ mentions }) => mentions).filter(({ relation }) => relation === 'disputes'),
    ).toEqual([]);
  });
});
