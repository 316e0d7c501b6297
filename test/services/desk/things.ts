import type { ClaimObject, DecisionObject, MentionObject } from '@hearsay/api';
import type { BlindWindow } from '@hearsay/api/desk/gather';
import { html } from '@hearsay/api/desk/html';
import { layout, type Page } from '@hearsay/api/desk/layout';
import { storyPage } from '@hearsay/api/desk/story';
import { chooseClaims, type GridView, leading } from '@hearsay/api/desk/view';
import type { Article, Feed, Revision, Story } from '@hearsay/store';
import { JSDOM } from 'jsdom';

/** What an outlet that means harm writes. */
export const hostile = `<script>window.ran=1</script><img src=x onerror="window.ran=1">\u202egnp.exe\u0007"'><svg onload=alert(1)>`;
export const at = new Date('2031-05-01T08:00:00Z');
/** A decision, with hostile names. */
export const decided: DecisionObject = {
  ...{ id: 'd_1', about: 'mention', verdict: 'rejected', subjects: ['m_1'], others: [], relation: null },
  ...{ by: hostile, why: hostile, at: at.toISOString(), undoneAt: null, undoneBy: null, undoneWhy: null },
};
/** The hidden field of a form. */
export const field = html`<input type="hidden" name="form_token" value="x">`;
export const story: Story = { id: 's_1', title: hostile, firstSeen: at, updatedAt: at };

/** The article of the outlet of this number. */
export function articleOf(number: number, over: Partial<Article> = {}): Article {
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

/** A mention in the article of this number. */
export function mentionOf(number: number, over: Partial<MentionObject> = {}): MentionObject {
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

/** A claim with these mentions. */
export function claimOf(id: string, mentions: MentionObject[], over: Partial<ClaimObject> = {}): ClaimObject {
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

/** The first revision of an article. */
export function wordingOf(article: string, over: Partial<Revision> = {}): Revision {
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

export const feed = {
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

export const blind: BlindWindow = {
  from: at,
  to: at,
  outlets: [{ outlet: hostile, outletName: hostile, since: at, until: null, why: hostile }],
};

/** The page of a story with these claims. */
export function storyOf(claims: ClaimObject[], articles: Article[], view: GridView = leading): Page {
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
  const none = { titles: new Map(), cites: new Map(), events: [], decisions: [] };
  return storyPage({ ...none, story, articles, claims, view, chosen, varied, marks, blind });
}

/** A page as a browser has it. */
export const read = (page: Page) => new JSDOM(layout(page).toString()).window.document;
