import type { Article, OutcomeRow, Revision } from '@hearsay/store';
import type { Citation } from '@hearsay/text/citation';
import { compareWordings, type SentenceChange, type WordChange } from '@hearsay/text/revision';
import { besideTable } from './beside.js';
import { decisionLines } from './decide.js';
import { outward } from './events.js';
import type { ArticleData } from './gather.js';
import { counted, type Html, html, short, titled } from './html.js';
import type { Page } from './layout.js';
import { markText } from './marks.js';
import { time } from './time.js';

/** Revisions compared on a page, newest first; sentences shown of each. */
const [mostRevisions, mostChanges] = [10, 40] as const;

/** Jobs of its trail shown, and copies listed. */
const [mostJobs, mostCopies] = [60, 60] as const;

/** One article: its text with what was found in it, how it changed, whom it copies, what the pipeline did with it. */
export function articlePage(data: ArticleData): Page {
  const { article, revisions, mentions, story, cites } = data;
  const latest = revisions.at(-1);
  return {
    title: titled(latest?.title ?? null),
    part: 'stories',
    live: story?.id ?? null,
    trail: [
      { href: '/', name: 'Stories' },
      ...(story === null ? [] : [{ href: `/stories/${story.id}`, name: titled(story.title) }]),
    ],
    body: html`<p class="kicker">${short(article.outletName, 80)}</p>
<h1>${titled(latest?.title ?? null)}</h1>
<div data-part="facts">${factsOf(data)}${decisionLines(data.decisions)}</div>
<p class="acts">${article.copyOf === null ? null : html`<a href="/decide?verdict=apart&amp;from=family&amp;article=${article.id}">It is no copy</a> · `}<a href="/articles/${article.id}/sort">It belongs elsewhere</a></p>
<div class="two reading">
<section aria-labelledby="text"><h2 id="text" class="unseen">Text</h2>
<p class="legend"><span class="claim">a claim</span> <span class="quotation">a quotation</span> <span class="source">a source it names</span></p>
<div class="text" data-part="text" lang="${/^[a-z]{2,3}$/.test(latest?.lang ?? '') ? latest?.lang : ''}">${
      latest === undefined || latest.text.trim() === ''
        ? html`<p class="quiet">No text was found on its page.</p>`
        : markText(
            latest.text,
            mentions.filter((mention) => mention.in === 'text'),
            cites.filter(({ how }) => how !== 'canonical-link').map((cite) => cite.span),
          )
    }</div></section>
<aside>
<h2>Copies</h2><div data-part="copies">${copiesOf(data)}</div>
<h2>Relies on</h2><div data-part="cites">${citesOf(cites)}</div>
<h2>Revisions</h2><div data-part="revisions">${revisionsOf(revisions)}</div>
</aside></div>
${data.beside === null ? null : html`<section aria-labelledby="beside"><h2 id="beside">Side by side</h2><div data-part="beside">${besideTable(data.beside)}</div></section>`}
<section aria-labelledby="trail"><h2 id="trail">Its trail through the pipeline</h2>
<div data-part="trail">${trailOf(data.trail)}</div></section>`,
  };
}

function factsOf({ article, revisions, mentions, copied }: ArticleData): Html {
  const latest = revisions.at(-1);
  return html`<ul class="facts">
<li>published ${time(article.published)}</li><li>first seen ${time(article.firstSeen)}</li>
${latest === undefined || latest.byline.length === 0 ? null : html`<li>by ${short(latest.byline.join(', '), 160)}</li>`}
<li>${counted(new Set(mentions.map(({ claim }) => claim)).size, 'claim')}</li>
${revisions.length > 1 ? html`<li>${counted(revisions.length, 'revision')}</li>` : null}
${latest?.kind === 'deleted' ? html`<li class="disputed">no longer at its address</li>` : null}
</ul>
<p>${outward(article.url, short(article.url, 120))}</p>
${
  article.copyOf === null
    ? null
    : html`<p class="note">${article.copyKind === null ? 'A' : `${article.copyKind[0]?.toUpperCase()}${article.copyKind.slice(1)}`} copy of <a href="/articles/${article.copyOf}">${short(copied?.outletName ?? 'another article', 80)}</a>${article.copyWhy === null ? null : html`: ${short(article.copyWhy, 300)}`}</p>`
}
${article.storyWhy === null ? null : html`<p class="quiet">Why it is in its story: ${short(article.storyWhy, 300)}</p>`}`;
}

function copiesOf({ article, family }: ArticleData): Html {
  const others = family.filter(({ id }) => id !== article.id);
  if (others.length === 0) return html`<p class="quiet">No other article has this text.</p>`;
  return html`<ul>${others.slice(0, mostCopies).map((other) => html`<li><a href="/articles/${other.id}">${short(other.outletName, 80)}</a> ${standing(other, article)} <span class="quiet">${time(other.published)} · <a href="/articles/${article.id}?beside=${other.id}#beside">side by side<span class="unseen"> with ${short(other.outletName, 80)}</span></a></span></li>`)}</ul>${others.length > mostCopies ? html`<p class="quiet">and ${others.length - mostCopies} more</p>` : null}`;
}

function standing(other: Article, article: Article): string {
  if (other.copyOf === article.id) return `copies it (${other.copyKind})`;
  if (article.copyOf === other.id) return 'is what it copies';
  return 'is of the same family';
}

function citesOf(cites: Citation[]): Html {
  const names = new Map(cites.map((cite) => [cite.outletName, cite]));
  if (names.size === 0) return html`<p class="quiet">It names no other outlet as its source.</p>`;
  return html`<ul>${[...names.values()].slice(0, 20).map(({ outletName, sentence }) => html`<li><strong>${short(outletName, 80)}</strong>: “${short(sentence, 220)}”</li>`)}</ul>`;
}

function revisionsOf(revisions: Revision[]): Html {
  if (revisions.length < 2) return html`<p class="quiet">Not changed since it was first seen.</p>`;
  const pairs = revisions.slice(1).map((after, at) => ({ before: revisions[at] as Revision, after }));
  return html`<ol class="revisions" reversed>${pairs
    .slice(-mostRevisions)
    .reverse()
    .map(
      ({ before, after }) =>
        html`<li value="${after.revision}"><p>${revisionName(after)} <span class="quiet">${time(after.fetched)}</span></p>${after.kind === 'deleted' ? null : changesOf(before, after)}</li>`,
    )}</ol>`;
}

function revisionName({ kind, minor }: Revision): string {
  if (kind === 'deleted') return 'The page is gone.';
  if (kind === 'restored') return 'The page is back.';
  if (kind === 'reprocessed') return 'Read again by a newer version of Hearsay; no edit by the outlet.';
  return minor ? 'Slips put right.' : 'Edited.';
}

function changesOf(before: Revision, after: Revision): Html {
  const { title, sentences: all, notes } = compareWordings(before, after);
  const sentences = all.filter(
    (change) => change.kind !== 'added' || !notes.some((note) => note.text.includes(change.after)),
  );
  return html`${notes.map((note) => html`<p class="note">${short(note.text, 400)}</p>`)}${title === null ? null : html`<p class="difference"><span class="quiet">Headline: </span>${wordsOf(title.words)}</p>`}${sentences.slice(0, mostChanges).map((change) => html`<p class="difference">${changeOf(change)}</p>`)}${sentences.length > mostChanges ? html`<p class="quiet">and ${sentences.length - mostChanges} more</p>` : null}`;
}

function changeOf(change: SentenceChange): Html {
  if (change.kind === 'added') return html`<ins>${short(change.after, 1_000)}</ins>`;
  if (change.kind === 'removed') return html`<del>${short(change.before, 1_000)}</del>`;
  return wordsOf(change.words);
}

function wordsOf(words: WordChange[]): Html {
  return html`${words.slice(0, 400).map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`))}`;
}

function trailOf(trail: OutcomeRow[]): Html {
  if (trail.length === 0)
    return html`<p class="quiet">No job left a trace: it came with an archive, or its traces were forgotten.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Trail"><table class="list"><thead><tr><th scope="col">Time</th><th scope="col">Stage</th><th scope="col">Outcome</th><th scope="col">Why</th><th scope="col" class="number">ms</th></tr></thead><tbody>
${trail.slice(0, mostJobs).map(
  ({
    at,
    stage,
    outcome,
    reason,
    milliseconds,
  }) => html`<tr><td>${time(at)}</td><td>${stage}</td><td>${outcome}</td><td>${reasonOf(reason)}</td><td class="number">${Math.round(milliseconds)}</td></tr>
`,
)}</tbody></table></div>`;
}

/** Why a job ended so; a story that it gives by its id is linked. */
function reasonOf(reason: string | null): Html {
  return reason !== null && /^s_[0-9a-f]+$/.test(reason)
    ? html`into <a href="/stories/${reason}">its story</a>`
    : html`${short(reason ?? '', 200)}`;
}
