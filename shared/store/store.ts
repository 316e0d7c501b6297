import type { Database, TransactionOptions } from './engine/index.js';
import { assertOutsideTransaction } from './engine/transaction.js';
import { type Gather, gathering, oneByOne } from './gather.js';
import { alerts } from './tables/alerts.js';
import { articles } from './tables/articles.js';
import { asides } from './tables/asides.js';
import { audit } from './tables/audit.js';
import { budgets } from './tables/budgets.js';
import { claims } from './tables/claims.js';
import { decisions } from './tables/decisions.js';
import { entries } from './tables/entries.js';
import { events, eventsChannel } from './tables/events.js';
import { families } from './tables/families.js';
import { feeds } from './tables/feeds.js';
import { jobs } from './tables/jobs.js';
import { lookups } from './tables/lookups.js';
import { outlets } from './tables/outlets.js';
import { pages } from './tables/pages.js';
import { pings } from './tables/pings.js';
import { pushes } from './tables/pushes.js';
import { recurrences } from './tables/recurrences.js';
import { revisits } from './tables/revisits.js';
import { robots } from './tables/robots.js';
import { search } from './tables/search.js';
import { sessions } from './tables/sessions.js';
import type { Sql } from './tables/sql.js';
import { stories } from './tables/stories.js';
import { subscriptions } from './tables/subscriptions.js';
import { tokens } from './tables/tokens.js';
import { together } from './together.js';

function tables(sql: Sql, gather: Gather = oneByOne) {
  return {
    feeds: feeds(sql, gather),
    entries: entries(sql, gather),
    pages: pages(sql),
    revisits: revisits(sql),
    articles: articles(sql),
    families: families(sql),
    stories: stories(sql),
    asides: asides(sql),
    lookups: lookups(sql),
    outlets: outlets(sql),
    search: search(sql),
    claims: claims(sql),
    recurrences: recurrences(sql),
    decisions: decisions(sql),
    events: events(sql),
    subscriptions: subscriptions(sql),
    alerts: alerts(sql),
    jobs: jobs(sql, gather),
    budgets: budgets(sql, gather),
    robots: robots(sql),
    pushes: pushes(sql, gather),
    pings: pings(sql),
    tokens: tokens(sql),
    sessions: sessions(sql),
    audit: audit(sql),
  };
}

/** Everything the rest of the program may ask of or write to the record, by noun; the same inside a transaction. */
export type Tables = ReturnType<typeof tables>;

/** The record. */
export interface Store extends Tables {
  readonly kind: Database['kind'];
  /** Runs `work` in one transaction: all of it is kept, or nothing. It may run more than once, so it only writes. */
  transaction<T>(work: (tables: Tables) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * As `transaction`, and shared with others that wait at the same moment (group commit): for short writes of many
   * independent jobs. `work` may run twice.
   */
  together<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /** Calls `heard` whenever lines were appended to the event log, by any process; returns what stops it. */
  onEvents(heard: () => void): Promise<() => Promise<void>>;
  /** True if the database answers. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** Gathered statements of one kind under way at once: one is read while the next is worked on. */
const statementsAtOnce = 2;

/** The store over an open, migrated database of either engine. */
export function createStore(db: Database): Store {
  const gather = gathering(statementsAtOnce, () => assertOutsideTransaction(db.pool));
  return {
    ...tables(db, gather),
    kind: db.kind,
    transaction: (work, options) => db.transaction((tx) => work(tables(tx)), options),
    together: together(db, (tx, shared) => tables(tx, shared ? gathering(1) : oneByOne)),
    onEvents: (heard) => db.listen(eventsChannel, heard),
    ready: async () => (await db.query('select 1 as one')).rows.length === 1,
    close: () => db.close(),
  };
}
