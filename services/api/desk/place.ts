import type { Article } from '@hearsay/store';
import { longestQuery } from '../search.js';
import { decisionLines } from './decide.js';
import { type Html, html, short, titled } from './html.js';
import type { Page } from './layout.js';
import type { NearStory, PlaceData, SplitData } from './near.js';
import { time } from './time.js';

/** Articles that can be chosen; of a larger story the first. */
const mostListed = 200;

const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;

/** Where an article belongs: whether it is a copy, and of which story it is. */
export function placePage(data: PlaceData): Page {
  const { article, story, titles, decisions } = data;
  const title = titled(titles.get(article.id) ?? null);
  return {
    title: 'Where this article belongs',
    part: 'stories',
    live: null,
    trail: [
      { href: '/', name: 'Stories' },
      ...(story === null ? [] : [{ href: `/stories/${story.id}`, name: titled(story.title) }]),
      { href: `/articles/${article.id}`, name: title },
    ],
    body: html`<h1>Where this article belongs</h1>
<p><strong>${short(article.outletName, 80)}</strong>: ${title}</p>
${decisionLines(decisions)}
<section aria-labelledby="text"><h2 id="text">Its text</h2>${textChoices(data)}</section>
<section aria-labelledby="story"><h2 id="story">Its story</h2>${storyChoices(data)}</section>`,
  };
}

function textChoices({ article, family, others, titles }: PlaceData): Html {
  const original = family.find(({ id }) => id === article.copyOf);
  const is =
    family.length === 0
      ? 'No other article has this text.'
      : original === undefined
        ? `Others copy it: ${short(family.map(({ outletName }) => outletName).join(', '), 200)}.`
        : `A${article.copyKind === 'exact' ? 'n' : ''} ${article.copyKind ?? ''} copy of ${short(original.outletName, 80)}.`;
  return html`<p>${is}${family.length === 0 ? null : html` <a href="/decide?verdict=apart&amp;from=family&amp;article=${article.id}">${original === undefined ? 'They are no copies of it' : 'It is no copy'}</a>`}</p>
${
  others.length === 0
    ? null
    : html`<details><summary>It is one text with another of its story</summary><form action="/decide" class="act">${hidden('verdict', 'together')}${hidden('article', article.id)}
<fieldset><legend>One text with</legend>${others.slice(0, mostListed).map((other) => choice('radio', 'article', other, titles))}</fieldset>
<p><button>See what that changes</button></p></form></details>`
}`;
}

function storyChoices({ article, story, others, near, q }: PlaceData): Html {
  const is =
    story === null
      ? html`<p>It has no story yet: it is still being read.</p>`
      : html`<p>In <a href="/stories/${story.id}">${titled(story.title)}</a>${others.length === 0 ? ', with no other text' : null}.${others.length === 0 ? null : html` <a href="/decide?verdict=apart&amp;from=story&amp;article=${article.id}">Give it a story of its own</a>`}</p>${article.storyWhy === null ? null : html`<p class="quiet">Why: ${short(article.storyWhy, 300)}</p>`}`;
  return html`${is}
<h3>It belongs to another</h3>
${lookFor(`/articles/${article.id}/sort`, q)}
${stories(near, q, html`${hidden('verdict', 'together')}${hidden('article', article.id)}`, 'Put it into')}`;
}

/** Which articles a story should not have, and which other stories are the same. */
export function splitPage({ story, articles, titles, near, q, decisions }: SplitData): Page {
  const name = titled(story.title);
  return {
    title: 'Split or merge this story',
    part: 'stories',
    live: null,
    trail: [
      { href: '/', name: 'Stories' },
      { href: `/stories/${story.id}`, name },
    ],
    body: html`<h1>Split or merge this story</h1>
<p><strong>${name}</strong></p>
${decisionLines(decisions)}
<section aria-labelledby="split"><h2 id="split">Articles that tell something else</h2>
${
  articles.length < 2
    ? html`<p class="quiet">It has one article only.</p>`
    : html`<form action="/decide" class="act">${hidden('verdict', 'apart')}${hidden('from', 'story')}
<fieldset><legend>These are a story of their own; copies go along</legend>${articles.slice(0, mostListed).map((each) => choice('checkbox', 'article', each, titles))}</fieldset>
<p><button>See what a split changes</button></p></form>`
}</section>
<section aria-labelledby="merge"><h2 id="merge">Stories that are this one</h2>
${lookFor(`/stories/${story.id}/sort`, q)}
${stories(near, q, html`${hidden('verdict', 'together')}${hidden('story', story.id)}`, 'Merge with')}</section>`,
  };
}

function choice(
  type: 'radio' | 'checkbox',
  name: string,
  { id, outletName, published, copyKind }: Article,
  titles: ReadonlyMap<string, string | null>,
): Html {
  return html`<p><label><input type="${type}" name="${name}" value="${id}"${type === 'radio' ? html` required` : null}> <strong>${short(outletName, 60)}</strong> ${titled(titles.get(id) ?? null)} <span class="quiet">${time(published)}${copyKind === null ? null : `, ${copyKind} copy`}</span></label></p>
`;
}

function lookFor(action: string, q: string): Html {
  return html`<form action="${action}" role="search" class="look"><label for="look">Look for a story by its words</label> <input id="look" name="q" type="search" maxlength="${longestQuery}" value="${short(q, longestQuery)}"> <button>Look</button></form>`;
}

function stories(near: NearStory[], q: string, fields: Html, legend: string): Html {
  if (near.length === 0)
    return html`<p class="quiet">${q.trim() === '' ? 'No other story is near it.' : `No other story has “${short(q, 80)}” in its title.`}</p>`;
  return html`<form action="/decide" class="act">${fields}
<fieldset><legend>${legend}</legend>${near.map(
    ({ id, title, why }) =>
      html`<p><label><input type="radio" name="story" value="${id}" required> ${titled(title)}${why === null ? null : html` <span class="quiet">${short(why, 200)}</span>`}</label> <a href="/stories/${id}">Open<span class="unseen"> ${titled(title)}</span></a></p>
`,
  )}</fieldset><p><button>See what that changes</button></p></form>`;
}
