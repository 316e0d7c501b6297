import { DecisionError } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { ClaimRow, Decision, JudgedRow, MentionRow } from '@hearsay/store';
import type { WasMention } from '@hearsay/text/claim';

/** What a person asks for. Mentions and claims are named by id. */
export type MentionRequest = {
  /** Who decides, as others will read it. */
  by: string;
  why: string | null;
} & (
  | {
      /** It is a mention of its claim, and does this to it; null: what it was found to do. */
      verdict: 'confirmed';
      mention: string;
      relation: Decision['relation'];
    }
  | {
      /** It is no mention of its claim. */
      verdict: 'rejected';
      mention: string;
    }
  | {
      /** These mentions of a claim are a claim of their own. */
      verdict: 'apart';
      mentions: string[];
    }
  | {
      /** These claims are one. */
      verdict: 'together';
      claims: string[];
    }
);

/** A mention that a decision names, and on which side. */
export type Named = Omit<JudgedRow, 'decision'>;

/** What a decision is about. */
export interface Subject {
  story: string;
  claims: ClaimRow[];
  /** The mention the log names. */
  mention: MentionRow;
  named: Named[];
}

/** What is asked for, with every mention that it bears on. */
export async function subjectOf(request: MentionRequest, read: Write): Promise<Subject> {
  if (request.verdict === 'together') return claimsTogether(request.claims, read);
  const ids = request.verdict === 'apart' ? request.mentions : [request.mention];
  const field = request.verdict === 'apart' ? 'mentions' : 'mention';
  const { claim, all, mentions } = await mentionsNamed(ids, field, read);
  const [mention] = mentions as [MentionRow];
  const base = { story: claim.story, claims: [claim], mention };
  if (request.verdict === 'confirmed') {
    const first = all.find((each) => each.current && each.relation !== 'disputes');
    refuseRelation(request.relation, mention, first);
    const subjects = withTitles([mention], all);
    const others = first === undefined || isSaying(first, subjects) ? [] : [first];
    return { ...base, named: await nameSides(subjects, others, read) };
  }
  const subjects = withEarlier(withTitles(mentions, all), all);
  const others = all.filter((each) => !isSaying(each, subjects));
  if (!others.some((each) => each.current))
    throw new DecisionError(422, nothingLeft(mentions.length, all.length), field);
  return { ...base, named: await nameSides(subjects, others, read) };
}

function nothingLeft(named: number, all: number): string {
  if (all === 1) return 'That is the only mention of its claim: there is nothing to take it out of.';
  return named === 1
    ? 'Every mention of the claim says it in these words: there is nothing to take it out of.'
    : 'These are all mentions of the claim: name those that do not belong to it.';
}

/** Who was seen first to say a thing does not repeat it. */
function refuseRelation(
  relation: Decision['relation'],
  mention: MentionRow,
  first: MentionRow | undefined,
): void {
  if (relation === null || relation === 'disputes' || first === undefined) return;
  if (first.article === mention.article)
    throw new DecisionError(
      422,
      'This article was the first seen to say it: there is nothing before it that it could repeat or vary.',
      'relation',
    );
}

async function claimsTogether(ids: string[], read: Write): Promise<Subject> {
  const claims: ClaimRow[] = [];
  for (const id of new Set(ids)) {
    const claim = await read.claims.get(id);
    if (claim === null) throw new DecisionError(404, `There is no claim ${id}.`, 'claims');
    claims.push(claim);
  }
  const [one, ...more] = claims;
  if (one === undefined || more.length === 0)
    throw new DecisionError(422, 'Name two claims or more.', 'claims');
  if (more.some((each) => each.story !== one.story))
    throw new DecisionError(
      422,
      'These claims are of several stories: join the stories first (hearsay merge STORY STORY).',
      'claims',
    );
  const mentions: MentionRow[] = [];
  for (const claim of claims) mentions.push(...(await read.claims.mentionsOf(claim.id)));
  const named = await nameSides(mentions, [], read);
  return { story: one.story, claims, mention: mentions[0] as MentionRow, named };
}

async function mentionsNamed(ids: string[], field: string, read: Write) {
  const mentions: MentionRow[] = [];
  for (const id of new Set(ids)) {
    const mention = await read.claims.mention(id);
    if (mention === null) throw new DecisionError(404, `There is no mention ${id}.`, field);
    mentions.push(mention);
  }
  const [one, ...more] = mentions;
  if (one === undefined) throw new DecisionError(422, 'Name a mention.', field);
  if (more.some((each) => each.claim !== one.claim))
    throw new DecisionError(422, 'These mentions are of several claims: name those of one.', field);
  const claim = (await read.claims.get(one.claim)) as ClaimRow;
  return { claim, mentions, all: await read.claims.mentionsOf(claim.id) };
}

/** With the titles over them: a title goes with the only sentence of its text that says the same. */
function withTitles(mentions: MentionRow[], all: MentionRow[]): MentionRow[] {
  const texts = mentions.filter((each) => each.part === 'text');
  const titles = all.filter(
    (title) =>
      title.part === 'title' &&
      texts.some((text) => isUnder(text, title)) &&
      all.every((text) => !isUnder(text, title) || isSaying(text, texts)),
  );
  return [...mentions, ...titles.filter((title) => !mentions.some((each) => each.id === title.id))];
}

function isUnder(text: MentionRow, title: MentionRow): boolean {
  return (
    text.part === 'text' &&
    text.article === title.article &&
    text.revision === title.revision &&
    (text.relation === 'disputes') === (title.relation === 'disputes')
  );
}

/** With what earlier revisions of the same articles said in their place, so that nothing looks withdrawn. */
function withEarlier(mentions: MentionRow[], all: MentionRow[]): MentionRow[] {
  const alone = new Set(
    mentions
      .map(({ article }) => article)
      .filter((article) => {
        const current = all.filter((each) => each.article === article && each.current);
        return current.every((each) => isSaying(each, mentions));
      }),
  );
  return all.filter((each) => isSaying(each, mentions) || (alone.has(each.article) && !each.current));
}

/** True if a mention says in the same words what one of these says: in another revision, or in a copy. */
function isSaying(mention: MentionRow, among: MentionRow[]): boolean {
  const key = wordsOf(mention);
  return among.some((each) => each.id === mention.id || wordsOf(each) === key);
}

function wordsOf({ part, data, start, end }: MentionRow): string {
  return `${part} ${end - start} ${(data as { sentence: string }).sentence}`;
}

async function nameSides(subjects: MentionRow[], others: MentionRow[], read: Write): Promise<Named[]> {
  const all = [...subjects, ...others];
  const wordings = await read.articles.wordingsAt(
    all.map(({ article, revision }) => ({ article, revision })),
  );
  const texts = new Map(wordings.map((each) => [`${each.article} ${each.revision}`, each]));
  return all.map((mention, at) => {
    const { id, article, revision, part, start, end, claim } = mention;
    const wording = texts.get(`${article} ${revision}`);
    const source = (part === 'title' ? wording?.title : wording?.text) ?? '';
    const { sentence, relation, change, target, confidence } = mention.data as WasMention & {
      sentence: string;
    };
    return {
      ...{ mention: id, article, part, sentence, claim },
      clause: source.slice(start, end),
      side: at < subjects.length ? 'subject' : 'other',
      was: { relation, change, target, confidence },
    };
  });
}

/** What a confirmed mention does to its claim: as said, or as found. */
export function relationOf(request: MentionRequest, named: Named[]): Decision['relation'] {
  if (request.verdict !== 'confirmed') return null;
  if (request.relation !== null) return request.relation;
  const was = named[0]?.was as WasMention | undefined;
  return was === undefined || was.relation === 'originates' ? null : was.relation;
}
