import { claimsChanged, type Foreseen } from '@hearsay/match';
import type { Runtime } from '@hearsay/runtime';
import type { DecidedWork } from '@hearsay/runtime/decision';
import type { Article, Store, Tables } from '@hearsay/store';

/** Carries a decision on articles out, all that follows from it with it. */
export type Carrier = (write: Tables) => Promise<DecidedWork>;

/** What the record was to be after a decision. */
interface After {
  done: DecidedWork;
  claims: Awaited<ReturnType<Tables['claims']['ofStories']>>;
  stories: Awaited<ReturnType<Tables['stories']['some']>>;
  articles: Article[];
  events: Foreseen['events'];
  retracted: Foreseen['retracted'];
  told: Foreseen['told'];
}

/** Ends the transaction in which a decision was tried. */
class Tried extends Error {
  override name = 'Tried';
  constructor(readonly after: After) {
    super('A decision was tried, and is rolled back.');
  }
}

/**
 * What a decision on articles would change: it is carried out as it would be, looked at, and rolled back. Dedupe waits
 * for the time of it, as it does for a decision.
 */
export async function foreseeArticles(carry: Carrier, { deps }: Pick<Runtime, 'deps'>): Promise<Foreseen> {
  const after = await deps.store
    .transaction<After>(async (write) => {
      const last = await write.events.last();
      throw new Tried(await afterOf(await carry(write), last, write));
    })
    .catch((error: unknown) => {
      if (error instanceof Tried) return error.after;
      throw error;
    });
  return compared(after, deps.store);
}

async function afterOf(done: DecidedWork, last: string, write: Tables): Promise<After> {
  const { stories, events: said, decision } = done;
  const lines = await write.events.ofStories(stories, last, await write.events.last());
  const gone = (await Promise.all(said.map((seq) => write.decisions.retractedBy(seq)))).flat();
  const texts = await Promise.all(gone.map((seq) => write.events.get(seq)));
  return {
    done,
    claims: await write.claims.ofStories(stories),
    stories: await write.stories.some(stories),
    articles: await write.articles.ofFamilies([...decision.subjects, ...decision.others]),
    events: lines
      .filter(({ seq }) => !said.includes(seq))
      .map(({ type, outlet, text }) => ({ type, outlet, text })),
    retracted: texts.flatMap((line) => (line === null ? [] : [{ seq: Number(line.seq), text: line.text }])),
    told: await write.alerts.toldOfLines(gone),
  };
}

/** What is other after it than it is in the record. */
async function compared(after: After, store: Store): Promise<Foreseen> {
  const { done, events, retracted, told } = after;
  const ids = [...new Set([...done.moved.map(({ from }) => from), ...done.stories])];
  const claims = claimsChanged(
    await store.claims.ofStories(ids),
    after.claims.map(({ id, text, counts }) => ({ id, text, counts: counts as never })),
  );
  const most = (each: Foreseen['claims'][number]) =>
    Math.max(each.before?.outlets ?? 0, each.after?.outlets ?? 0);
  return {
    story: ids[0] ?? '',
    claims: claims.sort((a, b) => most(b) - most(a) || (a.id < b.id ? -1 : 1)),
    ...{ events, retracted, told },
    stories: done.moved.length === 0 ? [] : await storiesOf(ids, after, store),
    copies: await copiesOf(after, store),
  };
}

async function storiesOf(
  ids: string[],
  { stories, done }: After,
  store: Store,
): Promise<Foreseen['stories']> {
  const now = await store.stories.some(ids);
  const titles = new Map([...now, ...stories].map(({ id, title }) => [id, title]));
  const shown: Foreseen['stories'] = [];
  for (const id of ids) {
    const before = (await store.articles.ofStory(id)).length;
    const left = done.moved.filter(({ from, to }) => from === id && to !== id).length;
    const came = done.moved.filter(({ from, to }) => to === id && from !== id).length;
    shown.push({ id, title: titles.get(id) ?? null, before, after: before - left + came });
  }
  return shown;
}

/** Articles that would copy another than they do, or none. */
async function copiesOf({ articles }: After, store: Store): Promise<Foreseen['copies']> {
  const now = await store.articles.some(articles.map(({ id }) => id));
  const before = new Map(now.map((each) => [each.id, each.copyOf]));
  const changed = articles.filter(({ id, copyOf }) => before.get(id) !== copyOf);
  const named = changed.flatMap(({ id, copyOf }) => [id, before.get(id) ?? [], copyOf ?? []]).flat();
  const names = new Map((await store.articles.some(named)).map(({ id, outletName }) => [id, outletName]));
  const nameOf = (id: string | null | undefined) => (id == null ? null : (names.get(id) ?? id));
  return changed.map(({ id, outletName, copyOf }) => ({
    ...{ article: id, outletName },
    ...{ before: nameOf(before.get(id)), after: nameOf(copyOf) },
  }));
}
