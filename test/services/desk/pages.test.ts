import type { ClaimObject, DecisionObject, MentionObject, SearchObject } from '@hearsay/api';
import { alertPage, alertsPage } from '@hearsay/api/desk/alerts';
import { articlePage } from '@hearsay/api/desk/article';
import { claimPage } from '@hearsay/api/desk/claim';
import { decidePage, reviewPage, sortPage } from '@hearsay/api/desk/decide';
import { feedsPage } from '@hearsay/api/desk/feeds';
import { frontPage } from '@hearsay/api/desk/front';
import type { BlindWindow } from '@hearsay/api/desk/gather';
import { html } from '@hearsay/api/desk/html';
import { layout, type Page } from '@hearsay/api/desk/layout';
import { outletPage, outletsPage } from '@hearsay/api/desk/outlets';
import { pipelinePage } from '@hearsay/api/desk/pipeline';
import { searchPage } from '@hearsay/api/desk/search';
import { storyPage } from '@hearsay/api/desk/story';
import { newSubscriptionPage, subscriptionPage, subscriptionsPage } from '@hearsay/api/desk/subscriptions';
import { chooseClaims, type GridView, leading, readView } from '@hearsay/api/desk/view';
import { stageNames } from '@hearsay/pipeline';
import type { Alert, Article, Delivery, Feed, Revision, Story, Subscription } from '@hearsay/store';
import { testBody } from '@hearsay/text/alert';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';

const hostile = `<script>window.ran=1</script><img src=x onerror="window.ran=1">\u202egnp.exe\u0007"'><svg onload=alert(1)>`;
const at = new Date('2031-05-01T08:00:00Z');
const decided: DecisionObject = {
  ...{ id: 'd_1', about: 'mention', verdict: 'rejected', subjects: ['m_1'], others: [], relation: null },
  ...{ by: hostile, why: hostile, at: at.toISOString(), undoneAt: null, undoneBy: null, undoneWhy: null },
};
const field = html`<input type="hidden" name="form_token" value="x">`;
const story: Story = { id: 's_1', title: hostile, firstSeen: at, updatedAt: at };

function articleOf(number: number, over: Partial<Article> = {}): Article {
  return {
    id: `a_${number}`,
    url: `https://paper${number}.example/${number}`,
    outlet: `paper${number}.example`,
    outletName: `The Paper ${number}`,
    published: new Date(at.getTime() + number * 60_000),
    firstSeen: at,
    revision: 1,
    story: 's_1',
    storyScore: null,
    storyWhy: null,
    copyOf: null,
    copyKind: null,
    copyScore: null,
    copyWhy: null,
    family: `a_${number}`,
    ...over,
  };
}

function mentionOf(number: number, over: Partial<MentionObject> = {}): MentionObject {
  return {
    id: `m_${number}`,
    article: `a_${number}`,
    outlet: `paper${number}.example`,
    revision: 1,
    in: 'text',
    sentence: 'The quay holds 40 boats.',
    start: 0,
    end: 23,
    relation: 'repeats',
    change: null,
    target: null,
    hedged: false,
    speaker: null,
    speakerNamed: false,
    via: null,
    origin: { kind: 'outlet', name: 'The Paper 0' },
    quantities: [],
    confidence: 0.9,
    why: 'Says the same.',
    ...over,
  };
}

function claimOf(id: string, mentions: MentionObject[], over: Partial<ClaimObject> = {}): ClaimObject {
  return {
    id,
    story: 's_1',
    recurs: null,
    text: 'The quay holds 40 boats',
    kind: 'statement',
    origins: [{ kind: 'outlet', name: 'The Paper 0' }],
    counts: { outlets: mentions.length, independent: 1, disputingOutlets: 0, disputers: 0 },
    mentions,
    ...over,
  };
}

function wordingOf(article: string, over: Partial<Revision> = {}): Revision {
  return {
    article,
    revision: 1,
    page: null,
    pageHash: null,
    section: null,
    syndicatedFrom: null,
    title: 'Quay',
    byline: [],
    published: at,
    modified: null,
    fetched: at,
    lang: 'en',
    text: 'The quay holds 40 boats. “It is full,” the harbour master said.',
    textHash: '',
    kind: 'edit',
    minor: false,
    madeBy: 'page-1',
    reading: null,
    extraction: null,
    ...over,
  };
}

const feed = {
  id: 'f_1',
  url: `javascript:alert(1)//${hostile}`,
  title: hostile,
  outlet: 'paper0.example',
  outletName: hostile,
  status: 'broken',
  statusSince: at,
  failingSince: at,
  lastError: hostile,
  lastSuccessAt: null,
  nextPollAt: at,
  lagSeconds: null,
} as Feed;

const blind: BlindWindow = {
  from: at,
  to: at,
  outlets: [{ outlet: hostile, outletName: hostile, since: at, until: null, why: hostile }],
};

function storyOf(claims: ClaimObject[], articles: Article[], view: GridView = leading): Page {
  const varied = new Set(
    claims.filter(({ mentions }) => mentions.some((each) => each.relation === 'varies')).map(({ id }) => id),
  );
  const saying = claims.filter(({ mentions }) => mentions.some((each) => each.outlet === view.outlet));
  const said = view.outlet === null ? null : new Set(saying.map(({ id }) => id));
  const chosen = chooseClaims(claims, view, articles.length, { varied, said });
  const names = new Set(chosen.shown.map(({ id }) => id));
  const marks = claims
    .filter(({ id }) => names.has(id))
    .flatMap(({ id: claim, mentions }) =>
      mentions.map(({ id, article, outlet, relation, change, hedged, quantities }) => {
        return { id, claim, article, outlet, relation, change, hedged, quantity: quantities[0] ?? null };
      }),
    );
  const none = { titles: new Map(), cites: new Map(), events: [] };
  return storyPage({ ...none, story, articles, claims, view, chosen, varied, marks, blind });
}

const read = (page: Page) => new JSDOM(layout(page).toString()).window.document;

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
      review: { text: hostile },
    }),
    article: articlePage({
      article,
      revisions: [wordingOf('a_0', { text: 'It was calm.' }), wording],
      story,
      mentions: [{ ...evil, claim: 'c_1' }],
      copied: article,
      family: [article, articleOf(1, { outletName: hostile })],
      beside: {
        original: { article: articleOf(1, { outletName: hostile }), wording },
        copy: { article, wording: wordingOf('a_0', { text: `${hostile} It was calm.` }) },
      },
      trail: [],
    }),
    feeds: feedsPage([feed]),
    outlets: outletsPage([outlet]),
    outlet: outletPage({
      outlet,
      feeds: [{ ...feed, health: { state: 'broken', since: '', why: hostile, advice: hostile }, push: null }],
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
    review: reviewPage([{ mention: evil, claim: { id: 'c_1', text: hostile, story: 's_1' } }], [decided]),
    'decision alert': decidePage({
      asked: { verdict: 'rejected', relation: null, ids: [hostile] },
      ...{ back: '/review', wrong: hostile, by: hostile, form: field },
      foreseen: {
        story: 's_1',
        claims: [{ id: 'c_1', text: hostile, before: null, after: claim.counts }],
        events: [{ type: 'repeated', outlet: hostile, text: hostile }],
        retracted: [{ seq: 1, text: hostile }],
        told: [{ subscription: 'u', name: hostile, alerts: 1 }],
      },
    }),
    'sorting alert': sortPage({ claim, others: [claim] }),
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

describe('the grid of a story', () => {
  const outlets = Array.from({ length: 60 }, (_, at) =>
    articleOf(at, at === 7 ? { copyOf: 'a_0', copyKind: 'near' } : {}),
  );
  const many = Array.from({ length: 400 }, (_, at) =>
    claimOf(
      `c_${at}`,
      outlets
        .filter((_, column) => (column + at) % 3 > 0)
        .map((article, column) =>
          mentionOf(column, { id: `m_${at}_${article.id}`, article: article.id, outlet: article.outlet }),
        ),
      { text: `Claim ${at}: the harbour office counted ${at} boats along the quay before the storm came in` },
    ),
  );

  test('of 400 claims and 60 outlets shows those disputed or carried most, in less than 300 kB', () => {
    const disputed = claimOf('c_disputed', [
      mentionOf(0, { relation: 'originates' }),
      mentionOf(1, { relation: 'disputes' }),
    ]);
    disputed.counts.disputingOutlets = 20;
    const page = storyOf([...many, disputed], outlets);
    const document = read(page);
    const rows = [...document.querySelectorAll('.grid tbody tr')];
    expect(rows[0]?.querySelector('a')?.getAttribute('href')).toBe('/claims/c_disputed');
    expect(rows).toHaveLength(33);
    expect(Buffer.byteLength(layout(page).toString())).toBeLessThan(300_000);
    expect(
      document.querySelector('[data-part=grid] a[href="/stories/s_1?claims=all#grid"]')?.textContent,
    ).toBe('Show all 401 claims');
  });

  test('shows every claim once on the pages of the view of all, none above 300 kB', () => {
    const all = { ...leading, claims: 'all' as const };
    const seen: string[] = [];
    for (let page = 1; page <= 13; page += 1) {
      const printed = storyOf(many, outlets, { ...all, page });
      expect(Buffer.byteLength(layout(printed).toString())).toBeLessThan(300_000);
      const document = read(printed);
      seen.push(
        ...[...document.querySelectorAll('.grid tbody th a')].map((a) => a.getAttribute('href') ?? ''),
      );
      expect(document.querySelector('a[rel=next]')?.getAttribute('href') ?? null).toBe(
        page === 13 ? null : `/stories/s_1?claims=all&page=${page + 1}#grid`,
      );
    }
    expect(seen).toHaveLength(400);
    expect(new Set(seen).size).toBe(400);
    // A page that is not there is the last.
    expect(read(storyOf(many, outlets, { ...all, page: 99 })).querySelector('a[rel=prev]')).not.toBeNull();
  });

  test('narrows to what is disputed, what varies, one outlet or one origin', () => {
    const disputed = claimOf('c_d', [mentionOf(0), mentionOf(1, { relation: 'disputes' })]);
    disputed.counts.disputingOutlets = 1;
    const varied = claimOf('c_v', [mentionOf(2, { relation: 'varies' })], {
      origins: [{ kind: 'outlet', name: 'the Quay Gazette' }],
    });
    const rows = (query: Record<string, string>) =>
      [
        ...read(storyOf([...many, disputed, varied], outlets, readView(query))).querySelectorAll(
          '.grid tbody th a',
        ),
      ].map((a) => a.getAttribute('href'));
    expect(rows({ claims: 'disputed' })).toEqual(['/claims/c_d']);
    expect(rows({ claims: 'varies' })).toEqual(['/claims/c_v']);
    expect(rows({ origin: 'Quay Gazette' })).toEqual(['/claims/c_v']);
    expect(rows({ claims: 'disputed', outlet: 'paper1.example' })).toEqual(['/claims/c_d']);
    expect(rows({ claims: 'disputed', outlet: 'nowhere.example' })).toEqual([]);
    expect(readView({ claims: 'none', page: '-1', outlet: ' ' })).toEqual(leading);
  });

  test('leaves claims that one outlet alone carries for "show all", once there are enough others', () => {
    const alone = Array.from({ length: 30 }, (_, at) => claimOf(`c_alone_${at}`, [mentionOf(0)]));
    const shared = many.slice(0, 15);
    expect(read(storyOf([...alone, ...shared], outlets)).querySelectorAll('.grid tbody tr')).toHaveLength(15);
    expect(read(storyOf(alone, outlets)).querySelectorAll('.grid tbody tr')).toHaveLength(12);
  });

  test('says what each outlet does: also a first that carries the denial, its number, hedges and copies', () => {
    const number = { value: 48, bound: '>=' as const, unit: 'boat', text: 'four dozen' };
    const claim = claimOf('c_1', [
      mentionOf(0, { relation: 'originates' }),
      mentionOf(0, { id: 'm_denial', relation: 'disputes' }),
      mentionOf(1, { relation: 'varies', change: 'number', quantities: [number], hedged: true }),
      mentionOf(7),
    ]);
    const cells = [...read(storyOf([claim], outlets)).querySelectorAll('.grid tbody td')];
    expect(cells[0]?.textContent).toBe('●✗');
    expect(cells[0]?.querySelector('a')?.getAttribute('aria-label')).toBe('first and disputes');
    expect(cells[0]?.querySelector('a')?.getAttribute('href')).toBe('/claims/c_1#m_denial');
    expect(cells[1]?.textContent).toBe('≥48~');
    expect(cells[1]?.querySelector('a')?.getAttribute('aria-label')).toBe('varies, hedged: ≥48');
    expect(cells[2]?.textContent).toBe('');
    expect(cells[7]?.className).toBe('repeats copy');
  });
});

test('a claim shows each mention in its context, and how a variation differs from the first wording', () => {
  const said = 'The quay holds 40 boats.';
  const text = `Nobody was hurt. ${said} The storm passed.`;
  const first = mentionOf(0, { relation: 'originates', start: 17, end: 40, sentence: said });
  const other = mentionOf(1, {
    relation: 'varies',
    change: 'number',
    sentence: 'The quay holds 14 boats.',
  });
  const document = read(
    claimPage({
      claim: claimOf('c_1', [first, other]),
      story,
      articles: new Map([
        ['a_0', articleOf(0)],
        ['a_1', articleOf(1)],
      ]),
      wordings: new Map([['a_0 1', wordingOf('a_0', { text })]]),
      decisions: new Map(),
      blind,
      review: null,
    }),
  );
  const quote = document.querySelector('#m_0 blockquote');
  expect(quote?.textContent).toBe(text);
  expect(quote?.querySelector('mark')?.textContent).toBe('The quay holds 40 boats');
  expect(document.querySelector('#m_1 del')?.textContent).toBe('40');
  expect(document.querySelector('#m_1 ins')?.textContent).toBe('14');
});

test('an article marks claims, quotations and sources where they overlap, and keeps every word', () => {
  const wording = wordingOf('a_0', {
    text: 'The quay holds 40 boats.\n\n“It is full,” The Paper 2 quoted the harbour master.',
    reading: {
      cites: [
        {
          outlet: null,
          outletName: 'The Paper 2',
          sentence: '',
          span: { start: 40, end: 51 },
          how: 'reported',
        },
      ],
    },
  });
  const document = read(
    articlePage({
      article: articleOf(0),
      revisions: [wording],
      story,
      mentions: [
        { ...mentionOf(0), claim: 'c_1' },
        { ...mentionOf(1, { start: 27, end: 37 }), claim: 'c_2' },
      ],
      copied: null,
      family: [],
      beside: null,
      trail: [],
    }),
  );
  const text = document.querySelector('.text');
  expect([...(text?.querySelectorAll('p') ?? [])].map((each) => each.textContent)).toEqual(
    wording.text.split('\n\n'),
  );
  expect(text?.querySelector('a[href="/claims/c_1"]')?.textContent).toBe('The quay holds 40 boats');
  expect(text?.querySelector('a[href="/claims/c_2"]')?.className).toBe('claim quotation repeats');
  expect(text?.querySelector('.source')?.textContent).toBe('The Paper 2');
});
