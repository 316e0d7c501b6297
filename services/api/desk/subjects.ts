import type { Runtime } from '@hearsay/runtime';
import type { Decision } from '@hearsay/store';
import { type DecisionObject, decisionObject } from '../decide.js';
import type { AskedOnPage } from './asked.js';

/** Things that a page of a decision names; the rest are counted. */
const mostNamed = 12;

/** Something that a decision is on: whose it is, what it says, where it stands. */
export interface Subject {
  who: string | null;
  text: string | null;
  href: string;
}

/** What is decided on, and the decision that is taken back. */
export interface Subjects {
  named: Subject[];
  more: number;
  undone: DecisionObject | null;
}

/** What a decision would be on, as far as the record holds it. */
export async function subjectsOf(asked: AskedOnPage, { deps }: Pick<Runtime, 'deps'>): Promise<Subjects> {
  const decision = asked.verdict === 'undo' ? await deps.store.decisions.get(asked.ids[0] ?? '') : null;
  const { mentions, claims, articles, stories } = idsOf(asked, decision);
  const all = [mentions, claims, articles, stories].flat();
  const named = [
    ...(await mentionsOf(mentions.slice(0, mostNamed), deps)),
    ...(await claimsOf(claims.slice(0, mostNamed), deps)),
    ...(await articlesOf(articles.slice(0, mostNamed), deps)),
    ...(await deps.store.stories.some(stories.slice(0, mostNamed))).map(({ id, title }) => {
      return { who: null, text: title, href: `/stories/${id}` };
    }),
  ];
  const more = Math.max(0, all.length - mostNamed);
  return { named: named.slice(0, mostNamed), more, undone: decision && decisionObject(decision) };
}

function idsOf({ verdict, ids, articles, stories }: AskedOnPage, decision: Decision | null) {
  const none = { mentions: [], claims: [], articles: [], stories: [] };
  if (decision !== null)
    return decision.about === 'mention'
      ? { ...none, mentions: decision.subjects }
      : { ...none, articles: decision.subjects };
  if (verdict === 'undo') return none;
  return { ...none, ...(verdict === 'together' ? { claims: ids } : { mentions: ids }), articles, stories };
}

async function mentionsOf(ids: string[], { store }: Runtime['deps']): Promise<Subject[]> {
  const rows = (await Promise.all(ids.map((id) => store.claims.mention(id)))).filter((row) => row !== null);
  const articles = await store.articles.some(rows.map(({ article }) => article));
  const names = new Map(articles.map(({ id, outletName }) => [id, outletName]));
  return rows.map(({ id, claim, article, data }) => ({
    who: names.get(article) ?? null,
    text: (data as { sentence: string }).sentence,
    href: `/claims/${claim}#${id}`,
  }));
}

async function claimsOf(ids: string[], { store }: Runtime['deps']): Promise<Subject[]> {
  const rows = (await Promise.all(ids.map((id) => store.claims.get(id)))).filter((row) => row !== null);
  return rows.map(({ id, text }) => ({ who: null, text, href: `/claims/${id}` }));
}

async function articlesOf(ids: string[], { store }: Runtime['deps']): Promise<Subject[]> {
  const [rows, latest] = [await store.articles.some(ids), await store.articles.latest(ids)];
  const titles = new Map(latest.map(({ article, title }) => [article, title]));
  return rows.map(({ id, outletName }) => {
    return { who: outletName, text: titles.get(id) ?? null, href: `/articles/${id}` };
  });
}
