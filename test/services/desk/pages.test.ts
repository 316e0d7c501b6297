import type { SearchObject } from '@hearsay/api';
import { alertPage, alertsPage } from '@hearsay/api/desk/alerts';
import { articlePage } from '@hearsay/api/desk/article';
import { claimPage } from '@hearsay/api/desk/claim';
import { decidePage, reviewPage, sortPage } from '@hearsay/api/desk/decide';
import { feedsPage } from '@hearsay/api/desk/feeds';
import { frontPage } from '@hearsay/api/desk/front';
import { layout, type Page } from '@hearsay/api/desk/layout';
import { outletPage, outletsPage } from '@hearsay/api/desk/outlets';
import { pipelinePage } from '@hearsay/api/desk/pipeline';
import { placePage, splitPage } from '@hearsay/api/desk/place';
import { searchPage } from '@hearsay/api/desk/search';
import { newSubscriptionPage, subscriptionPage, subscriptionsPage } from '@hearsay/api/desk/subscriptions';
import { stageNames } from '@hearsay/pipeline';
import type { Alert, Delivery, Subscription } from '@hearsay/store';
import { testBody } from '@hearsay/text/alert';
import { describe, expect, test } from 'vitest';
import {
  articleOf,
  at,
  blind,
  claimOf,
  decided,
  feed,
  field,
  hostile,
  mentionOf,
  read,
  story,
  storyOf,
  wordingOf,
} from './things.js';

describe('what the web wrote', () => {
  const evil = mentionOf(0, {
    sentence: hostile,
    end: hostile.length,
    speaker: hostile,
    why: hostile,
    via: { outlet: null, outletName: hostile },
    origin: { kind: 'person', name: hostile },
    quantities: [{ value: 40, bound: '>=', unit: hostile, text: hostile }],
    relation: 'varies',
    change: 'number',
  });
  const article = articleOf(0, {
    outletName: hostile,
    url: `javascript:alert(1)//${hostile}`,
    copyWhy: hostile,
    storyWhy: hostile,
    copyOf: 'a_1',
    copyKind: 'near',
  });
  const claim = claimOf('c_1', [evil], { text: hostile, origins: [{ kind: 'person', name: hostile }] });
  const wording = wordingOf('a_0', { title: hostile, text: hostile, byline: [hostile], lang: '"><b' });
  const event = {
    seq: '1',
    key: '',
    type: 'disputed' as const,
    claim: null,
    story: 's_1',
    outlet: '',
    article: null,
    mention: null,
    at,
    text: hostile,
  };
  const subscription = {
    id: 'u_1',
    name: hostile,
    channel: { kind: 'webhook', url: 'https://hooks.example/secret-path', secret: 'whsec_secret' },
    state: 'stopped',
    stoppedWhy: hostile,
    createdAt: at,
  } as unknown as Subscription;
  const body = { ...testBody(hostile), headline: hostile };
  const alert = {
    id: 'l_1',
    subscription: 'u_1',
    story: 's_1',
    createdAt: at,
    body,
    state: 'held',
    held: hostile,
  } as unknown as Alert;
  const delivery: Delivery = {
    alert: 'l_1',
    attempt: 1,
    at,
    ok: false,
    status: 500,
    error: hostile,
    milliseconds: 3,
    answer: hostile,
  };
  const outlet = {
    ...{ domain: hostile, name: hostile, owner: hostile, latest: at.toISOString(), since: at.toISOString() },
    ...{ articles: 1, copies: 1, citing: 0, independent: 0, claims: 1, first: 1, disputed: 1, disputing: 1 },
    ...{ corrected: 1, withdrawn: 1 },
  };
  const one = { found: 1, next: hostile };
  const found: SearchObject = {
    q: hostile,
    stories: {
      ...one,
      items: [{ id: 's_1', title: hostile, at: at.toISOString(), articles: 1, outlets: 1 }],
    },
    claims: {
      ...one,
      items: [{ id: 'c_1', story: 's_1', storyTitle: hostile, text: hostile, counts: claim.counts }],
    },
    people: {
      ...one,
      items: [{ name: hostile, claims: 1, outlets: 1, said: [{ claim: 'c_1', text: hostile }] }],
    },
    outlets: { ...one, items: [{ domain: hostile, name: hostile, latest: null }] },
    articles: {
      ...one,
      items: [
        {
          ...{
            id: 'a_0',
            url: hostile,
            outlet: hostile,
            outletName: hostile,
            title: hostile,
            published: null,
          },
          ...{ story: null, copy: true, snippet: [{ text: hostile, hit: true }] },
        },
      ],
    },
  };
  const near = [{ id: 's_2', title: hostile, why: hostile }];
  const pages: Record<string, Page> = {
    front: frontPage({
      stories: [
        {
          ...story,
          articles: [{ outlet: 'a', at, copy: false }],
          claims: 1,
          disputed: 1,
          lead: { id: 'c_1', text: hostile, outlets: 2, independent: 1, disputing: 1 },
        },
      ],
      events: [event],
      blind: [feed],
    }),
    story: storyOf([claim], [article]),
    claim: claimPage({
      claim,
      story,
      articles: new Map([['a_0', article]]),
      wordings: new Map([['a_0 1', wording]]),
      decisions: new Map([['d_1', decided]]),
      blind,
      again: [
        {
          ...{ id: 'c_2', story: 's_2', storyTitle: hostile, text: hostile, seen: at, recurs: null },
          counts: claim.counts,
        },
      ],
      review: { text: hostile },
    }),
    article: articlePage({
      article,
      revisions: [wordingOf('a_0', { text: 'It was calm.' }), wording],
      story,
      mentions: [{ ...evil, claim: 'c_1' }],
      cites: [
        {
          outlet: hostile,
          outletName: hostile,
          sentence: hostile,
          span: { start: 0, end: 4 },
          how: 'reported',
        },
      ],
      copied: article,
      family: [article, articleOf(1, { outletName: hostile })],
      beside: {
        original: { article: articleOf(1, { outletName: hostile }), wording },
        copy: { article, wording: wordingOf('a_0', { text: `${hostile} It was calm.` }) },
      },
      decisions: [decided],
      trail: [],
    }),
    feeds: feedsPage([
      {
        ...feed,
        push: null,
        health: { state: 'broken', since: at.toISOString(), why: hostile, advice: hostile },
      },
    ]),
    outlets: outletsPage([outlet]),
    outlet: outletPage({
      outlet,
      feeds: [
        {
          ...feed,
          health: { state: 'broken', since: at.toISOString(), why: hostile, advice: hostile },
          push: null,
        },
      ],
      articles: [
        {
          id: 'a_0',
          url: '',
          title: hostile,
          published: null,
          story: 's_1',
          copyOf: 'a_1',
          copyKind: 'near',
        },
      ],
    }),
    search: searchPage({ q: hostile, kind: 'all', wrong: null, found }),
    'search that failed': searchPage({ q: hostile, kind: 'people', wrong: hostile, found: null }),
    alerts: alertsPage({ subscriptions: [subscription], alerts: [alert] }),
    alert: alertPage({ alert, subscription, deliveries: [delivery] }),
    review: reviewPage(
      [{ mention: evil, claim: { id: 'c_1', text: hostile, story: 's_1' }, outletName: hostile }],
      [decided],
    ),
    'decision alert': decidePage({
      subjects: {
        ...{ named: [{ who: hostile, text: hostile, href: '/claims/c_1' }], more: 2 },
        undone: decided,
      },
      asked: {
        verdict: 'rejected',
        relation: null,
        ids: [hostile],
        articles: [hostile],
        stories: [],
        from: null,
      },
      ...{ back: '/review', wrong: hostile, by: hostile, form: field },
      foreseen: {
        story: 's_1',
        claims: [{ id: 'c_1', text: hostile, before: null, after: claim.counts }],
        events: [{ type: 'repeated', outlet: hostile, text: hostile }],
        retracted: [{ seq: 1, text: hostile }],
        told: [{ subscription: 'u', name: hostile, alerts: 1 }],
        stories: [{ id: 's_1', title: hostile, before: 2, after: 1 }],
        copies: [{ article: 'a_0', outletName: hostile, before: hostile, after: null }],
      },
    }),
    'placing alert': placePage({
      ...{ article, story, family: [articleOf(1, { outletName: hostile })], others: [article] },
      ...{ titles: new Map([['a_0', hostile]]), near, q: hostile, decisions: [decided] },
    }),
    'splitting alert': splitPage({
      ...{ story, articles: [article, articleOf(1)], titles: new Map([['a_0', hostile]]) },
      ...{ near, q: hostile, decisions: [decided] },
    }),
    'sorting alert': sortPage({ claim, others: [claim], names: new Map([['a_0', hostile]]) }),
    'subscriptions alert': subscriptionsPage([subscription]),
    'subscription alert': subscriptionPage({
      ...{ subscription, alerts: [alert], secret: null, wrong: hostile, form: field, now: at },
    }),
    'new subscription alert': newSubscriptionPage({
      fields: { name: [hostile], of: [hostile], address: [hostile], days: [hostile] },
      tested: {
        ...{ days: 7, total: 1, atOnce: 0, stories: 1, complete: true },
        alerts: [{ at: at.toISOString(), kind: 'dispute', story: 's_1', headline: hostile, held: null }],
      },
      wrong: hostile,
      form: field,
    }),
    pipeline: pipelinePage({
      queues: Object.fromEntries(
        stageNames.map((name) => [name, { waiting: 1, active: 0, delayed: 0, failed: 1, oldestMs: 5_000 }]),
      ) as never,
      outcomes: [{ stage: 'clean', outcome: 'drop', reason: hostile, jobs: 1 }],
      outbox: 0,
      recent: [{ stage: 'clean', jobs: 10, milliseconds: 12 }],
      lag: { alerts: 3, median: 4, most: 9_000 },
      failed: [
        {
          ...{ id: hostile, stage: 'clean', payload: { page: hostile }, error: hostile, attempts: 3 },
          failedAt: at.getTime(),
        },
      ],
      form: field,
    }),
  };

  test.each(Object.keys(pages))('is text on the page of %s: nothing runs, nothing poses', (name) => {
    const printed = layout(pages[name] as Page).toString();
    const document = read(pages[name] as Page);
    expect(document.body.textContent).toContain('<script>window.ran=1</script>');
    for (const data of document.querySelectorAll('script[type="application/ld+json"]')) {
      expect(JSON.parse(data.textContent)).toEqual({ text: hostile });
      data.remove();
    }
    const scripts = [...document.querySelectorAll('script')].map((each) => each.getAttribute('src'));
    expect(scripts).toEqual(/alert$|search/.test(name) ? [] : ['/desk/live.js']);
    expect(printed).not.toContain('secret');
    expect(document.querySelectorAll('img, iframe, object, style, [style], base')).toHaveLength(0);
    const attributes = [...document.querySelectorAll('*')].flatMap((each) => [...each.attributes]);
    expect(attributes.filter((each) => /^on/i.test(each.name))).toEqual([]);
    expect(attributes.filter((each) => /^\s*(javascript|data|vbscript):/i.test(each.value))).toEqual([]);
    expect(printed).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
  });

  test('a title of a megabyte makes no page of a megabyte', () => {
    const long = { ...story, title: 'quay '.repeat(200_000) };
    const page = frontPage({
      stories: [{ ...long, articles: [], claims: 0, disputed: 0, lead: null }],
      events: [],
      blind: [],
    });
    expect(layout(page).toString().length).toBeLessThan(10_000);
  });
});
