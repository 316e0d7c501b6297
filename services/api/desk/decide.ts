import type { Foreseen } from '@hearsay/match';
import type { ClaimObject, MentionObject } from '../contract.js';
import type { DecisionObject, DoubtfulObject } from '../decide.js';
import { type AskedOnPage, onArticles } from './asked.js';
import { counted, type Html, html, short, titled } from './html.js';
import type { Page } from './layout.js';
import type { Subjects } from './subjects.js';
import { time } from './time.js';

/** Lines of the log and claims that a page names; the rest are counted. */
const mostNamed = 20;

const questions = {
  confirmed: 'Confirm this mention',
  rejected: 'Take this mention out of its claim',
  apart: 'Make these mentions a claim of their own',
  together: 'Make these claims one',
  undo: 'Take this decision back',
} as const;

const does = {
  repeats: 'repeats the claim',
  varies: 'tells the claim otherwise',
  disputes: 'disputes the claim',
};

/** What is asked, in words: the title of its page and the name of its button. */
function questionOf(asked: AskedOnPage): string {
  const { verdict, relation, articles, stories, from } = asked;
  if (!onArticles(asked)) {
    const relationSaid = does[relation as keyof typeof does];
    return relationSaid === undefined ? questions[verdict] : `Say that this mention ${relationSaid}`;
  }
  const these = articles.length === 1 ? 'this article' : 'these articles';
  if (verdict === 'apart')
    return from === 'story'
      ? `Give ${these} a story of ${articles.length === 1 ? 'its' : 'their'} own`
      : `Say that ${these} ${articles.length === 1 ? 'is no copy' : 'are no copies'}`;
  if (articles.length === 0) return 'Make these stories one';
  return stories.length === 0 ? 'Say that these articles are one text' : `Put ${these} into another story`;
}

export interface DecideData {
  asked: AskedOnPage;
  subjects: Subjects;
  /** Where one came from. */
  back: string;
  /** Null where it cannot be done. */
  foreseen: Foreseen | null;
  /** Why it cannot be done. */
  wrong: string | null;
  by: string;
  form: Html;
}

/** What a decision would change, and the form that makes it. */
export function decidePage({ asked, subjects, back, foreseen, wrong, by, form }: DecideData): Page {
  const title = questionOf(asked);
  const hidden = (name: string, values: string[]) =>
    values.map((value) => html`<input type="hidden" name="${name}" value="${value}">`);
  return {
    title,
    part: 'review',
    live: null,
    trail: [{ href: back, name: 'Back' }],
    body: html`<h1>${title}</h1>
${subjectsHtml(subjects)}
${wrong === null ? null : html`<p class="disputed" role="alert">${wrong}</p>`}
${
  foreseen === null
    ? null
    : html`<section aria-labelledby="changes"><h2 id="changes">What that changes</h2>${foreseenHtml(foreseen)}</section>
<form method="post" action="/decide" class="act">${form}${hidden('verdict', [asked.verdict])}${hidden('relation', [asked.relation ?? ''])}${hidden('from', [asked.from ?? ''])}
${hidden('id', asked.ids)}${hidden('article', asked.articles)}${hidden('story', asked.stories)}
<p><label for="by">Who decides</label><br><input id="by" name="by" required maxlength="200" value="${by}" autocomplete="name"></p>
<p><label for="why">Why (kept, and told to who gets a retraction)</label><br><input id="why" name="why" maxlength="2000"></p>
<p><button class="main">${title}</button> <a href="${back}">Leave it</a></p></form>`
}`,
  };
}

/** What is decided on, in its own words. */
function subjectsHtml({ named, more, undone }: Subjects): Html {
  return html`${undone === null ? null : decided(undone)}<ul class="subjects">${named.map(({ who, text, href }) => html`<li>${who === null ? null : html`<strong>${short(who, 80)}</strong> `}<a href="${href}">${short(text ?? '', 300) || 'Untitled'}</a></li>`)}</ul>${more === 0 ? null : html`<p class="quiet">and ${more} more</p>`}`;
}

function decided(decision: DecisionObject): Html {
  return html`<p><span class="tag">${decidedName(decision)}</span> said ${short(decision.by, 60)}, ${time(new Date(decision.at))}${decision.why === null ? null : `: ${short(decision.why, 200)}`}</p>`;
}

function foreseenHtml({ claims, events, retracted, told, stories, copies }: Foreseen): Html {
  if (claims.length + events.length + retracted.length + stories.length + copies.length === 0)
    return html`<p>No count, line of the log or alert.</p>`;
  return html`${copies.slice(0, mostNamed).map(({ outletName, before, after }) => html`<p><strong>${short(outletName, 80)}</strong> ${after === null ? 'would have a text of its own' : html`would be a copy of ${short(after, 80)}`}${before === null ? null : html` <span class="quiet">(now a copy of ${short(before, 80)})</span>`}.</p>`)}
${changeTable('Story', stories, ({ title, before, after }) => ({ name: titled(title), now: articlesOf(before), after: articlesOf(after) }))}
${changeTable('Claim', claims, ({ text, before, after }) => ({ name: short(text, 160), now: countsOf(before), after: countsOf(after) }))}
${linesOf('Lines of the log that would hold no longer', retracted)}
${linesOf('New lines of the log', events)}
<p><strong>${told.length === 0 ? 'Nobody was told any of it: no retraction goes out.' : `A retraction goes to ${told.map(({ name, alerts }) => `${short(name, 80)} (${counted(alerts, 'alert')})`).join(', ')}.`}</strong></p>`;
}

/** What changes, a row each: how it is now, and how it would be. */
function changeTable<T>(
  what: string,
  all: T[],
  row: (each: T) => { name: string; now: string; after: string },
): Html | null {
  if (all.length === 0) return null;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${what}: what changes"><table class="list"><thead><tr><th scope="col">${what}</th><th scope="col">Now</th><th scope="col">After</th></tr></thead><tbody>
${all
  .slice(0, mostNamed)
  .map(row)
  .map(
    ({
      name,
      now,
      after,
    }) => html`<tr><th scope="row" class="wide">${name}</th><td>${now}</td><td>${after}</td></tr>
`,
  )}</tbody></table></div>${all.length > mostNamed ? html`<p class="quiet">and ${all.length - mostNamed} more</p>` : null}`;
}

function articlesOf(count: number): string {
  return count === 0 ? 'none' : counted(count, 'article');
}

function linesOf(heading: string, lines: { text: string }[]): Html | null {
  if (lines.length === 0) return null;
  return html`<h3>${heading}</h3><ul>${lines.slice(0, mostNamed).map(({ text }) => html`<li>${short(text, 300)}</li>`)}</ul>${lines.length > mostNamed ? html`<p class="quiet">and ${lines.length - mostNamed} more</p>` : null}`;
}

function countsOf(counts: Foreseen['claims'][number]['before']): string {
  if (counts === null) return 'none';
  const { outlets, independent, disputingOutlets } = counts;
  return `${counted(outlets, 'outlet')}, ${independent} independent${disputingOutlets === 0 ? '' : `, ${disputingOutlets} disputing`}`;
}

/** What a person can say of a mention: each leads to a page that says first what it would change. */
export function mentionActs(mention: MentionObject, decision: DecisionObject | null): Html {
  const to = (verdict: string, name: string, relation = '') =>
    html`<a href="/decide?verdict=${verdict}&amp;id=${mention.id}${relation === '' ? '' : `&relation=${relation}`}">${name}</a>`;
  if (decision !== null)
    return html`<p class="acts"><span class="tag">${decidedName(decision)} by ${short(decision.by, 60)}</span> <a href="/decide?verdict=undo&amp;id=${decision.id}">Take it back</a></p>`;
  const others = (['repeats', 'varies', 'disputes'] as const).filter((each) => each !== mention.relation);
  return html`<details class="acts"><summary>${mention.confidence < 0.5 ? 'Suggested: is it right?' : 'Decide'}</summary><p>${to('confirmed', 'Confirm')} · ${to('rejected', 'Not this claim')}${mention.relation === 'originates' ? null : others.map((each) => html` · ${to('confirmed', `It ${each === 'varies' ? 'tells it otherwise' : `${each} it`}`, each)}`)}</p></details>`;
}

/** Decisions that hold, each with the way to take it back; null where there are none. */
export function decisionLines(decisions: DecisionObject[]): Html | null {
  if (decisions.length === 0) return null;
  return html`<ul class="decided">${decisions.slice(0, mostNamed).map((each) => html`<li><span class="tag">${decidedName(each)}</span> said ${short(each.by, 60)}, ${time(new Date(each.at))}${each.why === null ? null : `: ${short(each.why, 200)}`} <a href="/decide?verdict=undo&amp;id=${each.id}">Take it back</a></li>`)}</ul>`;
}

/** What was decided, in a word or two. */
export function decidedName({ verdict, about, relation }: DecisionObject): string {
  if (verdict === 'confirmed') return relation === null ? 'confirmed' : `confirmed: ${relation}`;
  if (verdict === 'rejected') return 'taken out of another claim';
  const thing = { family: 'text', story: 'story', mention: 'claim' }[about];
  return verdict === 'apart' ? `not one ${thing}` : `one ${thing}`;
}

export interface SortData {
  claim: ClaimObject;
  /** The other claims of its story, those that most carry first. */
  others: ClaimObject[];
  /** Names of the outlets of its mentions, by article. */
  names: ReadonlyMap<string, string>;
}

/** Which mentions of a claim are another claim, and which other claims are this one. */
export function sortPage({ claim, others, names }: SortData): Page {
  return {
    title: 'Split or join this claim',
    part: 'stories',
    live: null,
    trail: [{ href: `/claims/${claim.id}`, name: short(claim.text, 80) }],
    body: html`<h1 class="claim">${short(claim.text, 400)}</h1>
<form action="/decide" class="act"><input type="hidden" name="verdict" value="apart">
<fieldset><legend>Mentions that are another claim</legend>
${claim.mentions.slice(0, 200).map(
  ({ id, article, outlet, sentence, relation }) =>
    html`<p><label><input type="checkbox" name="id" value="${id}"> <strong>${short(names.get(article) ?? outlet, 60)}</strong> ${relation}: ${short(sentence, 300)}</label></p>
`,
)}</fieldset><p><button>See what a split changes</button></p></form>
${
  others.length === 0
    ? null
    : html`<form action="/decide" class="act"><input type="hidden" name="verdict" value="together"><input type="hidden" name="id" value="${claim.id}">
<fieldset><legend>Claims of the story that are this one</legend>
${others.slice(0, 100).map(
  (
    other,
  ) => html`<p><label><input type="checkbox" name="id" value="${other.id}"> ${short(other.text, 240)} <span class="quiet">${counted(other.counts.outlets, 'outlet')}</span></label></p>
`,
)}</fieldset><p><button>See what joining changes</button></p></form>`
}`,
  };
}

/** What had better be looked at, and what was decided. */
export function reviewPage(doubtful: DoubtfulObject[], decisions: DecisionObject[]): Page {
  return {
    title: 'Review',
    part: 'review',
    live: '*',
    trail: [],
    body: html`<h1>Review</h1>
<section aria-labelledby="doubtful"><h2 id="doubtful">Mentions that are not sure</h2>
<div data-part="doubtful">${doubtful.length === 0 ? html`<p class="quiet">Nothing is in doubt.</p>` : html`<ul class="review">${doubtful.map(doubtfulItem)}</ul>`}</div></section>
<section aria-labelledby="decided"><h2 id="decided">What people decided</h2>
<div data-part="decided">${decisions.length === 0 ? html`<p class="quiet">Nothing yet.</p>` : decisionTable(decisions)}</div></section>`,
  };
}

function doubtfulItem({ mention, claim, outletName }: DoubtfulObject): Html {
  return html`<li id="${mention.id}"><p><strong>${short(outletName, 60)}</strong> <span class="tag ${mention.relation}">${mention.relation}</span> <span class="quiet">confidence ${mention.confidence.toFixed(2)}</span></p>
<blockquote><p>${short(mention.sentence, 600)}</p></blockquote>
<p>of <a href="/claims/${claim.id}#${mention.id}">${short(claim.text, 200)}</a></p>
<p class="why">${short(mention.why, 300)}</p>
${mentionActs(mention, null)}</li>
`;
}

function decisionTable(decisions: DecisionObject[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Decisions"><table class="list"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Decided</th><th scope="col">Why</th><th scope="col">Now</th></tr></thead><tbody>
${decisions.map(
  (each) =>
    html`<tr id="${each.id}"><td>${time(new Date(each.at))}</td><th scope="row">${short(each.by, 60)}</th><td>${decidedName(each)} <span class="quiet">(${counted(each.subjects.length, each.about === 'mention' ? 'mention' : 'article')})</span></td><td>${short(each.why ?? '', 200)}</td><td>${each.undoneAt === null ? html`<a href="/decide?verdict=undo&amp;id=${each.id}">Take it back</a>` : `taken back by ${short(each.undoneBy ?? '', 60)}`}</td></tr>
`,
)}</tbody></table></div>`;
}
