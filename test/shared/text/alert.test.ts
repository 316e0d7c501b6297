import {
  type AlertArticle,
  type AlertInput,
  draftAlerts,
  type LoggedEvent,
  textOf,
} from '@hearsay/text/alert';
import type { StoryClaim } from '@hearsay/text/claim';
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
  ).toBe(`Quay News gives another number for: Forty boats sank (and 1 more claim)
  varies (another number): Forty boats sank
    “Sixty boats sank.”
    Forty → Sixty
    2 outlets, first seen at The Pier, no other origin found
  repeats: The mole broke
    2 outlets, first seen at The Pier, no other origin found
  and 1 more claim
  1 outlet carries a copy of this story, not counted as voices
  https://quay.example/b`);
  expect(textOf(dispute!.body, null)).toBe(`Mara Voss, in Quay News, disputes: Nobody was warned
  disputes: Nobody was warned
    “Harbour Master Mara Voss rejected that.”
    “‘Everyone was warned,’ Voss said.”
    The Pier has not been seen to carry the denial
    2 outlets, first seen at The Pier, no other origin found
  1 outlet carries a copy of this story, not counted as voices
  https://quay.example/b`);
});
