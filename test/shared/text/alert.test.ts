import {
  type AlertArticle,
  type AlertInput,
  digestOf,
  draftAlerts,
  type LoggedEvent,
  mailOf,
  slackOf,
  textOf,
} from '@hearsay/text/alert';
import type { Mention, StoryClaim } from '@hearsay/text/claim';
import { defaultWants } from '@hearsay/text/subscription';
import { expect, test } from 'vitest';

const article = (
  id: string,
  outlet: string,
  outletName: string,
  copyOf: string | null = null,
): AlertArticle => ({
  id,
  url: `https://${outlet}/${id}`,
  outlet,
  outletName,
  title: 'Harbour',
  published: null,
  copyOf,
});

type Said = Pick<
  StoryClaim['mentions'][number],
  'id' | 'article' | 'relation' | 'sentence' | 'speaker' | 'change'
>;

function claim(id: string, text: string, mentions: Said[]): StoryClaim {
  const counts = { outlets: 2, independent: 1, disputingOutlets: 0, disputers: 0 };
  const origins = [{ kind: 'outlet' as const, name: 'The Pier' }];
  const outlets: Record<string, string> = { a: 'pier.example', b: 'quay.example', c: 'dock.example' };
  const whole = mentions.map((each) => ({
    ...each,
    ...{ outlet: outlets[each.article], revision: 1, hedged: false, target: null, confidence: 1 },
  }));
  return {
    id,
    recurs: null,
    text,
    kind: 'statement',
    origins,
    counts,
    mentions: whole,
  } as unknown as StoryClaim;
}

const said = (
  id: string,
  from: string,
  relation: Said['relation'],
  sentence: string,
  speaker: string | null = null,
): Said => ({
  id,
  article: from,
  relation,
  sentence,
  speaker,
  change: relation === 'varies' ? 'number' : null,
});

const event = (
  seq: number,
  type: LoggedEvent['type'],
  outlet: string,
  from: string,
  of: string,
  mention: string,
) =>
  ({
    seq: String(seq),
    key: String(seq),
    type,
    claim: of,
    story: 's',
    outlet,
    article: from,
    mention,
    text: '',
  }) satisfies LoggedEvent;

const input: AlertInput = {
  story: { id: 's', title: 'Harbour closed' },
  articles: [
    article('a', 'pier.example', 'The Pier'),
    article('b', 'quay.example', 'Quay News'),
    article('c', 'dock.example', 'Dock Daily', 'a'),
  ],
  claims: [
    claim('x', 'Forty boats sank', [
      said('m1', 'a', 'originates', 'Forty boats sank.'),
      said('m2', 'b', 'varies', 'Sixty boats sank.'),
    ]),
    claim('y', 'The mole broke', [
      said('m3', 'a', 'originates', 'The mole broke.'),
      said('m4', 'b', 'repeats', 'The mole broke.'),
    ]),
    claim('z', 'It rained', [said('m5', 'b', 'originates', 'It rained.')]),
    claim('w', 'Nobody was warned', [
      said('m6', 'a', 'originates', 'Nobody was warned.'),
      said('m7', 'b', 'disputes', 'Harbour Master Mara Voss rejected that.', 'Harbour Master Mara Voss'),
      said('m8', 'b', 'disputes', '“Everyone was warned,” Voss said.', 'Mara Voss'),
    ]),
  ],
  events: [
    event(1, 'originated', 'pier.example', 'a', 'x', 'm1'),
    event(2, 'varied', 'quay.example', 'b', 'x', 'm2'),
    event(3, 'repeated', 'quay.example', 'b', 'y', 'm4'),
    event(4, 'originated', 'quay.example', 'b', 'z', 'm5'),
    event(5, 'disputed', 'quay.example', 'b', 'w', 'm7'),
    event(6, 'disputed', 'quay.example', 'b', 'w', 'm8'),
    event(7, 'repeated', 'dock.example', 'c', 'x', 'm9'),
  ],
  wants: defaultWants,
  copies: false,
  passing: [],
  told: [],
  blind: [],
};

test('one alert for the coverage of an outlet, one for its dispute; the first outlet and copies are not told', () => {
  const drafts = draftAlerts(input);
  expect(drafts.map(({ kind, outlet }) => [kind, outlet])).toEqual([
    ['coverage', 'quay.example'],
    ['dispute', 'quay.example'],
  ]);
});

test('the text tells what departs from what is known, in the words of the outlet, and counts what is merely new', () => {
  const [coverage, dispute] = draftAlerts(input);
  expect(
    textOf(coverage!.body, null),
  ).toBe(`Quay News gives another number for: Forty boats sank (and 1 more claim) · “Harbour closed”
    “Sixty boats sank.”
    Forty → Sixty
  repeats: The mole broke
    2 outlets; first seen at The Pier; no other origin found
  and 1 more claim not seen elsewhere
  1 outlet carries a copy of this story, not counted as a voice
  https://quay.example/b`);
  expect(
    textOf(dispute!.body, null),
  ).toBe(`Mara Voss, in Quay News, disputes: Nobody was warned · “Harbour closed”
    “Harbour Master Mara Voss rejected that.”
    “‘Everyone was warned,’ Voss said.”
    The Pier has not been seen to carry the denial
    2 outlets; first seen at The Pier; no other origin found
  1 outlet carries a copy of this story, not counted as a voice
  https://quay.example/b`);
});

const long =
  'The harbour board allowed more than forty boats with faulty pumps to leave the northern basin on Monday although the pilots had warned of the “southern current” and the mole';

test.each([
  ['a claim', { claims: input.claims.map((each) => ({ ...each, text: long })) }],
  ['a title', { story: { id: 's', title: long } }],
  [
    'the name of an outlet',
    { articles: input.articles.map((each) => ({ ...each, outletName: `The ${long}` })) },
  ],
])('the first line fits a notification and a subject however long %s is', (_, changed) => {
  const drafts = draftAlerts({ ...input, ...changed, copies: true });
  expect(drafts.length).toBeGreaterThanOrEqual(3);
  for (const { body } of drafts) {
    expect(body.headline.length, body.headline).toBeLessThanOrEqual(132);
    expect(body.headline).not.toMatch(/\s(?:the|of|with|to|and|on|had)…|“[^”]*$/);
    expect(slackOf(body, null).text.length).toBeLessThan(150);
    expect(mailOf(body, null, null).subject.length).toBeLessThan(150);
  }
});

test('what is most carried is told first', () => {
  const [x, y, ...others] = input.claims;
  const counts = { outlets: 5, independent: 1, disputingOutlets: 0, disputers: 0 };
  const known = said('m2', 'b', 'repeats', 'Forty boats sank.');
  const claims = [
    { ...x!, mentions: [...x!.mentions.slice(0, 1), known as Mention] },
    { ...y!, counts },
    ...others,
  ];
  const events = input.events.map((each) =>
    each.seq === '2' ? { ...each, type: 'repeated' as const } : each,
  );
  const [coverage] = draftAlerts({ ...input, claims, events });
  expect(coverage?.body.headline).toBe(
    'Quay News repeats: The mole broke (and 1 more claim) · “Harbour closed”',
  );
});

test('an article of another story that tells of this one in passing is known by its name, and as a copy where it is one', () => {
  const passing = [article('p', 'port.example', 'Port Post')];
  const events = [{ ...event(8, 'repeated', 'port.example', 'p', 'x', 'm10'), article: 'p' }];
  const told = draftAlerts({ ...input, passing, events });
  expect(told.map(({ body }) => body.outlet.name)).toEqual(['Port Post']);
  const copies = [article('p', 'port.example', 'Port Post', 'a')];
  expect(draftAlerts({ ...input, passing: copies, events })).toEqual([]);
});

test('a denial by somebody whom the sentence does not name is not the outlet’s own', () => {
  const claims = input.claims.map((each) => ({
    ...each,
    mentions: each.mentions.map((mention) =>
      mention.relation === 'disputes'
        ? { ...mention, speaker: null, sentence: 'On Monday he had rejected that.' }
        : mention,
    ),
  }));
  const dispute = draftAlerts({ ...input, claims }).find(({ kind }) => kind === 'dispute');
  expect(dispute?.body.headline).toBe('Quay News carries a denial of: Nobody was warned · “Harbour closed”');
});

test('a crossing says whose the origins are', () => {
  const counts = { outlets: 4, independent: 2, disputingOutlets: 0, disputers: 0 };
  const origins = ['The Pier', 'Mara Voss'].map((name) => ({ kind: 'person' as const, name }));
  const claims = input.claims.map((each) => (each.id === 'y' ? { ...each, counts, origins } : each));
  const wants = { ...defaultWants, crossing: 2 };
  const crossing = draftAlerts({ ...input, claims, wants }).find(({ kind }) => kind === 'crossing');
  expect(textOf(crossing!.body, null).split('\n').slice(0, 3)).toEqual([
    '2 independent origins found for: The mole broke · “Harbour closed”',
    '    “The mole broke.”',
    '    4 outlets; first seen at The Pier; 2 origins: The Pier, Mara Voss',
  ]);
});

test('a digest names its story where it is one, and counts them where they are several', () => {
  const bodies = draftAlerts(input).map(({ body, kind }, at) => ({ id: `l_${at}`, kind, story: 's', body }));
  expect(digestOf(bodies).headline).toBe('2 alerts on “Harbour closed”, a dispute among them');
  const others = bodies.map((each, at) => ({ ...each, story: `s_${at}` }));
  expect(digestOf(others).headline).toBe('2 alerts on 2 stories, a dispute among them');
  const long = bodies.map((each) => ({
    ...each,
    body: { ...each.body, story: { id: 's', title: 'The mole '.repeat(60) } },
  }));
  expect(digestOf(long).headline.length).toBeLessThanOrEqual(132);
});
