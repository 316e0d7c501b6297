import {
  type Judgement,
  type Mention,
  matchStory,
  rememberStories,
  type StoryArticle,
  type StoryClaims,
} from '@hearsay/text/claim';
import { describe, expect, it } from 'vitest';
import { shuffled } from '../../train/learn/folds.js';
import { readStory, toArticle } from './claim/story.js';

const bridge = readStory('bridge.json').articles.map(toArticle);
const [a1, a2, a3, a4] = bridge as [StoryArticle, StoryArticle, StoryArticle, StoryArticle];

const match = (articles: StoryArticle[], judgements: Judgement[] = []) =>
  matchStory({ story: 's', articles, known: { claims: {} }, judgements });

/** A decision on mentions as the record would give it. */
function judgement(
  verdict: Judgement['verdict'],
  subjects: Mention[],
  others: Mention[],
  relation: Judgement['relation'] = null,
  articles = bridge,
): Judgement {
  const on = (side: 'subject' | 'other') => (mention: Mention) => {
    const article = articles.find((each) => each.id === mention.article);
    const source = (mention.in === 'title' ? article?.title : article?.text) ?? '';
    const { relation: did, change, target, confidence } = mention;
    return {
      ...{ article: mention.article, in: mention.in, sentence: mention.sentence, side },
      text: source.slice(mention.start, mention.end),
      was: { relation: did, change, target, confidence },
    };
  };
  const mentions = [...subjects.map(on('subject')), ...others.map(on('other'))];
  return { id: `d_${verdict}`, verdict, relation, by: 'Ann', why: 'she asked them', mentions };
}

const claimOf = (claims: StoryClaims, id: string | undefined) =>
  claims.claims.find((claim) => claim.mentions.some((each) => each.id === id))!;

describe('what people decide on mentions', () => {
  const plain = match(bridge);
  const cracks = claimOf(plain, plain.claims[0]?.mentions[0]?.id);
  const repeat = cracks.mentions.find((each) => each.relation === 'repeats' && each.in === 'text')!;
  const varied = cracks.mentions.find((each) => each.relation === 'varies')!;
  const rest = (gone: Mention[]) => cracks.mentions.filter((each) => !gone.includes(each));

  it('takes a mention out of its claim, into one of its own', () => {
    const gone = cracks.mentions.filter((each) => each.article === varied.article);
    const made = match(bridge, [judgement('rejected', gone, rest(gone))]);
    const own = claimOf(made, varied.id);
    const old = claimOf(made, cracks.mentions[0]?.id);
    expect(own.id).not.toBe(old.id);
    const mine = own.mentions.find((each) => each.id === varied.id);
    expect(mine).toMatchObject({ relation: 'originates', decision: 'd_rejected' });
    expect(mine?.why).toMatch(/^Ann took it out of another claim \(she asked them\)\. /);
    expect(own.mentions.map((each) => each.id).sort()).toEqual(gone.map((each) => each.id).sort());
    expect(old.counts.outlets).toBe(cracks.counts.outlets - 1);
    expect(old.mentions.map((each) => each.id)).toEqual(rest(gone).map((each) => each.id));
  });

  it('makes the same of the same articles, whatever came and went before', () => {
    const gone = cracks.mentions.filter((each) => each.article === varied.article);
    const first = cracks.mentions.filter((each) => each.article === 'a1');
    for (const judgements of [
      [judgement('rejected', gone, rest(gone))],
      [judgement('apart', first, rest(first)), judgement('confirmed', [repeat], [], 'varies')],
    ]) {
      const next = rememberStories(100);
      for (let round = 0; round < 30; round += 1) {
        const list = shuffled(bridge, round).filter((_, at) => (at + round) % 4 !== 0);
        const made = next({ story: 's', articles: list, known: { claims: {} }, judgements });
        expect(made).toEqual(match(list, judgements));
      }
    }
  });

  it('keeps the rest of a claim together where its first mention is taken out', () => {
    const first = cracks.mentions.filter((each) => each.article === 'a1');
    const made = match(bridge, [judgement('apart', first, rest(first))]);
    const old = claimOf(made, repeat.id);
    expect(new Set(old.mentions.map((each) => each.id))).toEqual(new Set(rest(first).map((each) => each.id)));
    expect(old.mentions.find((each) => each.relation !== 'disputes')).toMatchObject({
      relation: 'originates',
    });
    const own = claimOf(made, first[0]?.id);
    expect(own.mentions.map((each) => each.id).sort()).toEqual(first.map((each) => each.id).sort());
  });

  it.each(['disputes', 'varies', 'repeats'] as const)(
    'has a mention do what a person says: %s',
    (relation) => {
      const mention = relation === 'repeats' ? varied : repeat;
      const made = match(bridge, [judgement('confirmed', [mention], [cracks.mentions[0]!], relation)]);
      const now = claimOf(made, mention.id).mentions.find((each) => each.id === mention.id);
      expect(now).toMatchObject({ relation, confidence: 1, decision: 'd_confirmed' });
      expect(claimOf(made, mention.id).mentions).toHaveLength(cracks.mentions.length);
      const disputing = claimOf(made, mention.id).counts.disputingOutlets;
      const carriers = cracks.mentions
        .filter((each) => each.relation === 'disputes')
        .map((each) => each.outlet);
      if (relation === 'disputes') expect(disputing).toBe(new Set([...carriers, mention.outlet]).size);
      else expect(disputing).toBe(cracks.counts.disputingOutlets);
    },
  );

  it('marks a confirmed first mention too, and changes nothing else', () => {
    const [first] = cracks.mentions as [Mention];
    const made = match(bridge, [judgement('confirmed', [first], [])]);
    expect(claimOf(made, first.id).mentions[0]).toMatchObject({ confidence: 1, decision: 'd_confirmed' });
    const bare = (claims: StoryClaims) =>
      claims.claims.map(({ mentions, ...claim }) => ({
        ...claim,
        mentions: mentions.map((each) => each.id),
      }));
    expect(bare(made)).toEqual(bare(plain));
  });

  it('makes two claims one, and the later of two decisions holds', () => {
    const other = plain.claims.find((claim) => claim.id !== cracks.id)!;
    const together = judgement('together', [...cracks.mentions, ...other.mentions], []);
    const made = match(bridge, [together]);
    expect(claimOf(made, other.mentions[0]?.id)).toBe(claimOf(made, cracks.mentions[0]?.id));
    expect(made.claims).toHaveLength(plain.claims.length - 1);
    const apart = judgement('apart', other.mentions, cracks.mentions);
    const parted = match(bridge, [together, apart]);
    expect(claimOf(parted, other.mentions[0]?.id)).not.toBe(claimOf(parted, cracks.mentions[0]?.id));
    const again = match(bridge, [apart, together]);
    expect(claimOf(again, other.mentions[0]?.id)).toBe(claimOf(again, cracks.mentions[0]?.id));
  });

  it('holds in the next revision and in a copy, whatever stands around it there', () => {
    const rejected = judgement('rejected', [varied], rest([varied]));
    const { outlet, outletName, title, published, text } = a2 as StoryArticle & { published: string };
    const wording = { id: 'a2', outlet, outletName, title, published, text };
    const more = [
      toArticle({ ...wording, revision: 2, text: `Updated on Friday with a picture.\n\n${text}` }),
      toArticle({
        ...wording,
        id: 'a5',
        outlet: 'mirror.example',
        published: '2031-05-09T10:00:00Z',
        copyOf: 'a2',
        copyKind: 'exact',
      }),
    ];
    const made = match([a1, a2, a3, a4, ...more], [rejected]);
    const own = claimOf(made, varied.id);
    expect(own.mentions.map(({ article, revision }) => `${article} ${revision}`).sort()).toEqual([
      'a2 1',
      'a2 2',
      'a5 1',
    ]);
    expect(claimOf(made, repeat.id).mentions.some((each) => each.sentence === varied.sentence)).toBe(false);
  });

  it('folds the same from where it was as from the beginning, before and after a decision', () => {
    const next = rememberStories(100);
    const rejected = judgement('rejected', [varied], rest([varied]));
    for (const judgements of [[], [rejected], []])
      for (let count = 1; count <= bridge.length; count += 1) {
        const input = { story: 's', articles: bridge.slice(0, count), known: { claims: {} }, judgements };
        expect(next(input)).toEqual(matchStory(input));
      }
    expect(match([...bridge].reverse(), [rejected])).toEqual(match(bridge, [rejected]));
  });
});
