import { dedupe } from '@hearsay/dedupe';
import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { type Deps, type Handlers, runInline } from '@hearsay/runtime';
import type { Database, NewRevision, Store } from '@hearsay/store';
import { contentHash, idOf } from '@hearsay/text/id';
import { cleanPage } from '@hearsay/text/page';
import rows from '../../fixtures/text/same/stories.json' with { type: 'json' };
import { buildWorld } from '../../world/index.js';

export type Arrival = NewRevision & { name: string };

/** What arrives at dedupe of one wording of an article. */
export function arrival(
  given: Pick<Arrival, 'name' | 'outlet' | 'title' | 'text'> & {
    published: string | Date;
    fetched?: string | Date;
  },
): Arrival {
  const url = `https://${given.outlet}/${given.name}`;
  const published = new Date(given.published);
  return {
    name: given.name,
    article: idOf('article', url),
    url,
    outlet: given.outlet,
    outletName: given.outlet,
    page: null,
    pageHash: null,
    title: given.title,
    byline: [],
    published,
    modified: null,
    fetched: new Date(given.fetched ?? published),
    lang: 'en',
    text: given.text,
    textHash: contentHash(given.text),
  };
}

/** Two fires and a hotel strike: three stories of seven articles. */
export const fires: Arrival[] = rows.map((row, at) =>
  arrival({ ...row, name: row.id, outlet: `paper${at}.example` }),
);

export function fire(name: string): Arrival {
  const found = fires.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no article ${name}`);
  return found;
}

/** The demo world as cleaned, each article with its wordings in order. */
export function worldArrivals(): Arrival[][] {
  return buildWorld(1).articles.map((article) =>
    article.revisions.flatMap((revision) => {
      const page = cleanPage({ url: article.url, html: revision.html });
      if ('dropped' in page) return [];
      const { url, published, host } = article;
      const fetched = revision.at;
      const made = arrival({
        name: article.id,
        outlet: host,
        title: page.title,
        text: page.text,
        published,
        fetched,
      });
      return [{ ...made, url, outletName: page.outletName, byline: page.byline, lang: page.lang }];
    }),
  );
}

export const withClaims: Handlers = { dedupe, extract, match };

/** Brings an article to dedupe, and what follows from it to the stages after it. */
export async function arrive(each: Arrival, deps: Deps, handlers: Handlers = withClaims): Promise<void> {
  const { name: _, ...found } = each;
  const revision = await deps.store.articles.save(found);
  if (revision === null) throw new Error(`${each.name} is no revision`);
  await run('dedupe', { article: each.article, revision }, deps, handlers);
}

export async function run(
  stage: 'dedupe' | 'match' | 'deliver',
  payload: unknown,
  deps: Deps,
  handlers: Handlers = withClaims,
): Promise<void> {
  for (const { error } of await runInline(stage, payload, handlers, deps)) throw error;
}

/** The names that stand together, by story or by family, sorted. */
export async function groupsBy(of: 'story' | 'family', arrivals: Arrival[], store: Store): Promise<string[]> {
  const names = new Map(arrivals.map((each) => [each.article, each.name]));
  const groups = new Map<string | null, string[]>();
  for (const each of await store.articles.all())
    groups.set(each[of], [...(groups.get(each[of]) ?? []), names.get(each.id) as string]);
  return [...groups.values()].map((group) => group.sort().join(' ')).sort();
}

/** What is wrong with the record: mentions outside their article's story, claims without mentions, empty stories. */
export async function breaches(db: Pick<Database, 'query'>): Promise<unknown[]> {
  const { rows: found } = await db.query(
    `select 'mention in another story' as breach, m.id from hearsay.mentions m join hearsay.claims c on c.id = m.claim
       join hearsay.articles a on a.id = m.article where a.story is distinct from c.story
     union all select 'claim without mentions', c.id from hearsay.claims c
       where not exists (select from hearsay.mentions m where m.claim = c.id)
     union all select 'story without articles', s.id from hearsay.stories s
       where not exists (select from hearsay.articles a where a.story = s.id)
     union all select 'alert of no story', l.id from hearsay.alerts l
       where not exists (select from hearsay.stories s where s.id = l.story)
     union all select 'copy in another story', a.id from hearsay.articles a join hearsay.articles o on o.id = a.copy_of
       where a.story is distinct from o.story`,
  );
  return found;
}

/** A request for a decision without who makes it. */
export type Unsigned<Request> = Request extends unknown ? Omit<Request, 'by' | 'why'> : never;

/** Empties what decisions are made on and what comes of them. */
export async function forgetAll(db: Database): Promise<void> {
  await db.query(`truncate hearsay.articles, hearsay.stories, hearsay.claims, hearsay.events, hearsay.outcomes,
    hearsay.outbox, hearsay.subscriptions, hearsay.decisions, hearsay.corrections, hearsay.retractions cascade`);
}
