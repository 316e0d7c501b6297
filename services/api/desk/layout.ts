import { longestQuery } from '../search.js';
import { type Html, html, short } from './html.js';

/** A page of the desk. */
export interface Page {
  title: string;
  /** The part of the desk it belongs to: its link in the navigation is marked. */
  part: 'stories' | 'review' | 'outlets' | 'alerts' | 'feeds' | 'pipeline' | null;
  /** The story whose events change this page; '*' for events of any, null where none does. */
  live: string | null;
  /** Where one came from, outermost first. */
  trail: { href: string; name: string }[];
  /** What was looked for, to stand in the box again. */
  query?: string;
  body: Html;
}

const parts = [
  { part: 'stories', href: '/', name: 'Stories' },
  { part: 'review', href: '/review', name: 'Review' },
  { part: 'outlets', href: '/outlets', name: 'Outlets' },
  { part: 'alerts', href: '/alerts', name: 'Alerts' },
  { part: 'feeds', href: '/feeds', name: 'Feeds' },
  { part: 'pipeline', href: '/pipeline', name: 'Pipeline' },
] as const;

/** Who is signed in: the name of their token, and what their forms carry. */
export interface SignedIn {
  name: string;
  form: Html;
}

/** The whole document around a page. */
export function layout(page: Page, signedIn: SignedIn | null = null): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${short(page.title, 120)} · Hearsay</title>
<link rel="icon" href="/desk/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/desk/desk.css">
${page.live === null ? null : html`<script type="module" src="/desk/live.js"></script>`}
</head>
<body data-live="${page.live ?? ''}">
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="name" href="/">Hearsay</a>
<nav aria-label="Desk"><ul>${parts.map(
    ({ part, href, name }) =>
      html`<li><a href="${href}"${part === page.part ? html` aria-current="page"` : null}>${name}</a></li>`,
  )}</ul></nav>
${signedIn === null ? null : html`<form class="who" method="post" action="/sign-out">${signedIn.form}<span>${short(signedIn.name, 40)}</span> <button>Sign out</button></form>`}
<form class="search" role="search" action="/search"><label class="unseen" for="q">Search stories, claims, people, outlets, articles</label><input id="q" name="q" type="search" maxlength="${longestQuery}" value="${short(page.query ?? '', longestQuery)}"><button>Search</button></form>
</header>
<main id="main" tabindex="-1">
${page.trail.length === 0 ? null : crumbs(page.trail)}
${page.body}
</main>
<footer><p>Times are UTC.${page.live === null ? null : html` <span id="live" role="status"></span>`}</p></footer>
</body>
</html>`;
}

function crumbs(trail: Page['trail']): Html {
  return html`<nav class="crumbs" aria-label="Where this is">${trail.map(
    ({ href, name }, at) =>
      html`${at === 0 ? null : html` <span aria-hidden="true">›</span> `}<a href="${href}">${short(name, 80)}</a>`,
  )}</nav>`;
}

/** A page that says why there is none. */
export function refusal(title: string, sentence: string, signedIn: SignedIn | null = null): Html {
  const page: Page = {
    title,
    part: null,
    live: null,
    trail: [],
    body: html`<h1>${title}</h1><p>${sentence}</p><p><a href="/">To the stories</a></p>`,
  };
  return layout(page, signedIn);
}
