import {
  defaultPace,
  defaultWants,
  type Pace,
  QueryError,
  readQuery,
  readWants,
  releaseOf,
  type Told,
  type Wants,
} from '@hearsay/text/subscription';
import { describe, expect, test } from 'vitest';

describe('a query of words', () => {
  const text = 'The harbour’s Café burnt down; a gas leak is blamed. Drills were held.';
  test.each([
    ['harbour', false],
    ["harbour's", true],
    ['cafe', true],
    ['CAFÉ AND leak', true],
    ['cafe burnt', true],
    ['"gas leak"', true],
    ['"leak gas"', false],
    ['harbour OR gas', true],
    ['gas NOT drills', false],
    ['gas -storm', true],
    ['drill', false],
    ['drill*', true],
    ['(storm OR leak) AND cafe', true],
    ['storm AND (leak OR cafe)', false],
  ])('%s: %s', (query, expected) => expect(readQuery(query)(text)).toBe(expected));

  test.each([
    ['', /missing/],
    ['((fire', /cannot be read/],
    ['"fire', /cannot be read/],
    ['title:fire', /words and phrases only/],
    ['x'.repeat(501), /at most 500/],
    ['"…"', /no word/],
  ])('%s is refused in a sentence', (query, sentence) => {
    expect(() => readQuery(query)).toThrow(QueryError);
    expect(() => readQuery(query)).toThrow(sentence);
  });
});

describe('when an alert goes out', () => {
  const at = (pace: Partial<Pace>, more: Partial<Parameters<typeof releaseOf>[1]> = {}) =>
    releaseOf(
      { ...defaultPace, ...pace },
      { now: '2031-07-02T21:30:00.000Z', urgent: false, copy: false, toldLastHour: [], ...more },
    );

  test('at once, out of the box', () =>
    expect(at({})).toEqual({ at: '2031-07-02T21:30:00.000Z', held: null }));
  test('never, muted', () => expect(at({ muted: true })).toEqual({ at: null, held: 'muted' }));
  test('after the snooze', () =>
    expect(at({ snoozeUntil: '2031-07-03T06:00:00.000Z' })).toEqual({
      at: '2031-07-03T06:00:00.000Z',
      held: 'snoozed',
    }));
  test('a snooze that is over holds nothing', () =>
    expect(at({ snoozeUntil: '2031-07-01T06:00:00.000Z' }).held).toBeNull());
  test('after quiet hours past midnight, on the clock of the zone', () =>
    expect(at({ quiet: { from: '22:00', to: '07:00' }, zone: 'Europe/Berlin' })).toEqual({
      at: '2031-07-03T05:00:00.000Z',
      held: 'quiet',
    }));
  test('quiet hours of another zone hold nothing', () =>
    expect(at({ quiet: { from: '22:00', to: '07:00' }, zone: 'America/New_York' }).held).toBeNull());
  test('a dispute wakes who wants that', () =>
    expect(
      at({ quiet: { from: '22:00', to: '07:00' }, zone: 'Europe/Berlin', urgent: true }, { urgent: true })
        .held,
    ).toBeNull());
  test('the night the clocks change is an hour shorter', () =>
    expect(
      at(
        { quiet: { from: '22:00', to: '07:00' }, zone: 'Europe/Berlin' },
        { now: '2031-03-29T22:00:00.000Z' },
      ).at,
    ).toBe('2031-03-30T05:00:00.000Z'));
  test('with the next digest', () => {
    expect(at({ digest: 'hourly' })).toEqual({ at: '2031-07-02T22:00:00.000Z', held: 'digest' });
    expect(at({ digest: 'daily', digestAt: '08:00' })).toEqual({
      at: '2031-07-03T08:00:00.000Z',
      held: 'digest',
    });
    expect(at({ digest: 'copies' })).toMatchObject({ held: null });
    expect(at({ digest: 'copies' }, { copy: true })).toEqual({
      at: '2031-07-03T08:00:00.000Z',
      held: 'digest',
    });
  });
  test('over the cap, when the hour has room again', () => {
    const toldLastHour = ['2031-07-02T20:40:00.000Z', '2031-07-02T21:00:00.000Z', '2031-07-02T21:10:00.000Z'];
    expect(at({ perHour: 2 }, { toldLastHour })).toEqual({ at: '2031-07-02T22:00:00.000Z', held: 'rate' });
    expect(at({ perHour: 4 }, { toldLastHour }).held).toBeNull();
  });
});

describe('what a subscription wants', () => {
  const told = (more: Partial<Told> = {}): Told =>
    ({
      event: { type: 'repeated', outlet: 'quay.example' },
      story: { id: 's1', title: 'Harbour closed' },
      claim: { id: 'c1', recurs: null, text: 'Forty boats sank', counts: { independent: 2 }, mentions: [] },
      mention: {
        confidence: 0.6,
        sentence: 'Forty boats sank, Mara Voss said.',
        speaker: 'Mara Voss',
        article: 'a',
        revision: 2,
        relation: 'repeats',
      },
      article: { title: 'Boats sink', outletName: 'Quay News', owner: 'Pier Group' },
      ...more,
    }) as Told;
  const wants = (more: Partial<Wants>) => readWants({ ...defaultWants, ...more });

  test.each<[string, Partial<Wants>, boolean]>([
    ['everything', {}, true],
    ['the story', { about: [{ kind: 'story', id: 's1' }] }, true],
    ['another story', { about: [{ kind: 'story', id: 's2' }] }, false],
    ['the claim', { about: [{ kind: 'claim', id: 'c1' }] }, true],
    ['the outlet', { about: [{ kind: 'outlet', domain: 'Quay.example' }] }, true],
    ['the owner', { about: [{ kind: 'owner', name: 'pier group' }] }, true],
    ['the person', { about: [{ kind: 'person', name: 'Voss' }] }, true],
    ['another person', { about: [{ kind: 'person', name: 'Vossberg' }] }, false],
    ['words', { about: [{ kind: 'words', query: 'boats AND sank' }] }, true],
    ['a phrase that lies in two places', { about: [{ kind: 'words', query: '"closed forty"' }] }, false],
    [
      'one of several',
      {
        about: [
          { kind: 'story', id: 's2' },
          { kind: 'words', query: 'harbour' },
        ],
      },
      true,
    ],
    ['its event', { events: ['repeated'] }, true],
    ['other events', { events: ['disputed', 'confirmed'] }, false],
    ['surer mentions', { minConfidence: 0.7 }, false],
    ['more origins', { minIndependent: 3 }, false],
  ])('%s', (_, some, expected) => expect(wants(some)(told())).toBe(expected));

  test('a dispute is told whatever the number of origins', () => {
    const event = { type: 'disputed', outlet: 'quay.example' } as Told['event'];
    expect(wants({ minIndependent: 9 })(told({ event }))).toBe(true);
  });

  test('an outlet that takes the other side after an edit', () => {
    const before = { article: 'a', revision: 1, relation: 'disputes' };
    const claim = { ...told().claim, mentions: [before] } as unknown as Told['claim'];
    expect(wants({ events: ['turned'] })(told({ claim }))).toBe(true);
    expect(wants({ events: ['turned'] })(told())).toBe(false);
  });
});
