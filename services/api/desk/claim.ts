import type { Article, ToldAgain } from '@hearsay/store';
import { markDifference } from '@hearsay/text/alert';
import { whoSays } from '@hearsay/text/event';
import { scriptJson } from '../claim-review.js';
import type { ClaimObject, MentionObject } from '../contract.js';
import { signs } from './cell.js';
import { mentionActs } from './decide.js';
import { blindTimes } from './events.js';
import type { ClaimData } from './gather.js';
import { counted, type Html, html, raw, short, titled } from './html.js';
import type { Page } from './layout.js';
import { series } from './series.js';
import { time } from './time.js';

/** Mentions on a page; a claim with more is told by the first. */
const mostMentions = 200;

/** Characters of the text shown before and after a sentence. */
const around = 220;

/** Longest sentence that is printed whole. */
const longestSentence = 1_500;

const relations = {
  originates: 'first seen',
  repeats: 'repeats',
  varies: 'varies',
  disputes: 'disputes',
} as const;

const changes = {
  number: 'another number',
  quotation: 'altered quotation',
  detail: 'another detail',
  update: 'newer number',
} as const;

/** One claim: who said it first, and everyone since, in their words. */
export function claimPage(data: ClaimData): Page {
  const { claim, story } = data;
  const { counts } = claim;
  const [first] = claim.mentions;
  return {
    title: short(claim.text, 120),
    part: 'stories',
    live: story.id,
    trail: [
      { href: '/', name: 'Stories' },
      { href: `/stories/${story.id}`, name: titled(story.title) },
    ],
    body: html`${data.review === null ? null : ldJson(data.review)}<p class="kicker">${claim.kind === 'quotation' ? 'Claim, in quotation marks' : 'Claim'}</p>
<h1 class="claim">${short(claim.text, 400)}</h1>
<div data-part="facts"><ul class="facts"><li>${counted(counts.outlets, 'outlet')} assert it</li><li>${counted(counts.independent, 'independent origin')}</li>
${counts.disputingOutlets === 0 ? html`<li>no dispute of it was seen</li>` : html`<li class="disputed"><span aria-hidden="true">✗ </span>${counted(counts.disputingOutlets, 'outlet')} carry a dispute, by ${counted(counts.disputers, 'disputer')}</li>`}
</ul>${first === undefined ? null : firstSeen(first, data)}${originsOf(claim)}
<details${data.blind.outlets.length > 0 ? html` open` : null}><summary>What could not be seen</summary>${blindTimes(data.blind)}</details></div>
<div data-part="again">${againIn(data)}</div>
<p class="acts"><a href="/claims/${claim.id}/sort">Split or join this claim</a> · <a href="/subscriptions/new?about=claim&amp;of=${claim.id}">Tell me about this claim</a></p>
<div data-part="series">${seriesOf(data)}</div>
<section aria-labelledby="mentions"><h2 id="mentions">Every mention, in order</h2>
<div data-part="mentions"><ol class="mentions">${claim.mentions.slice(0, mostMentions).map((mention) => mentionItem(mention, data))}</ol>
${claim.mentions.length > mostMentions ? html`<p class="quiet">and ${claim.mentions.length - mostMentions} more</p>` : null}</div></section>`,
  };
}

/** Data for machines that read the page; no script, so that the policy of the page has nothing to allow. */
function ldJson(review: unknown): Html {
  return html`<script type="application/ld+json">${raw(scriptJson(review))}</script>`;
}

function firstSeen(mention: MentionObject, { articles }: ClaimData): Html {
  const article = articles.get(mention.article);
  return html`<p>First seen in <strong>${nameOf(mention, article)}</strong>, ${time(article?.published ?? article?.firstSeen ?? null)}.</p>`;
}

/** Where the same claim is told in other stories; the first of them is the earliest in which it was seen. */
function againIn({ claim, again }: ClaimData): Html | null {
  if (again.length === 0) return null;
  const line = ({ id, text, seen, story, storyTitle, counts }: ToldAgain) => {
    const { outlets, disputingOutlets } = counts as ClaimObject['counts'];
    return html`<li><a href="/claims/${id}">${short(text, 200)}</a> <span class="quiet">${id === claim.recurs ? 'first seen there' : 'seen there'} ${time(seen)}, ${counted(outlets, 'outlet')}${disputingOutlets === 0 ? null : html`, <span class="disputed">${disputingOutlets} disputing</span>`}, in <a href="/stories/${story}">${titled(storyTitle)}</a></span></li>`;
  };
  return html`<section aria-labelledby="again"><h2 id="again">Also told in other stories</h2><ul>${again.map(line)}</ul></section>`;
}

function originsOf({ origins }: ClaimObject): Html | null {
  if (origins.length === 0) return null;
  return html`<p>It comes from ${origins
    .slice(0, 12)
    .map(
      ({ kind, name }, at) =>
        html`${at === 0 ? null : ', '}<strong>${short(name, 80)}</strong> <span class="quiet">(${kind})</span>`,
    )}${origins.length > 12 ? ` and ${origins.length - 12} more` : null}.</p>`;
}

function seriesOf({ claim, articles }: ClaimData): Html | null {
  const said = claim.mentions.flatMap((mention) => {
    const article = articles.get(mention.article);
    const at = article?.published ?? article?.firstSeen;
    return at === undefined || mention.relation === 'disputes'
      ? []
      : mention.quantities.map((quantity) => ({
          at,
          outlet: nameOf(mention, article),
          quantity,
          id: mention.id,
        }));
  });
  return series(said);
}

function mentionItem(mention: MentionObject, data: ClaimData): Html {
  const article = data.articles.get(mention.article);
  const tags = [
    relations[mention.relation],
    mention.change === null ? null : changes[mention.change],
    mention.target === 'report' ? 'the report as a whole' : null,
    mention.hedged ? 'hedged' : null,
    article?.copyOf == null ? null : 'in a copy',
  ].filter((tag) => tag !== null);
  return html`<li id="${mention.id}" class="mention ${mention.relation}${article?.copyOf == null ? '' : ' copy'}">
<p class="who"><span class="sign" aria-hidden="true">${signs[mention.relation]}</span> <strong>${nameOf(mention, article)}</strong> <span class="tag ${mention.relation}">${tags.join(', ')}</span> <span class="quiet">${time(article?.published ?? null)} · <a href="/articles/${mention.article}#${mention.id}">${mention.in === 'title' ? 'headline' : 'in the article'}</a></span></p>
${sentenceIn(mention, data)}
${differenceFrom(data.claim, mention)}
<p class="why">${sourcesOf(mention)}${short(mention.why, 600)} <span class="quiet">Confidence ${mention.confidence.toFixed(2)}${mention.confidence < 0.5 ? ': a suggestion' : null}.</span></p>
${mentionActs(mention, data.decisions.get(mention.decision ?? '') ?? null)}
</li>
`;
}

/** Whose word it rests on: who is made to say it, the outlet relied on, and where that leads. */
function sourcesOf(mention: MentionObject): Html {
  const { via, origin } = mention;
  const speaker = whoSays(mention);
  const parts = [
    speaker === null ? null : html`on the word of <strong>${short(speaker, 120)}</strong>`,
    via === null ? null : html`by way of <strong>${short(via.outletName, 80)}</strong>`,
    html`origin <strong>${short(origin.name, 80)}</strong>`,
  ].filter((part) => part !== null);
  return html`<span class="source">${parts.map((part, at) => html`${at === 0 ? null : '; '}${part}`)}.</span> `;
}

/** The sentence with the clause marked, and what stands around it. */
function sentenceIn(mention: MentionObject, { wordings }: ClaimData): Html {
  const wording = wordings.get(`${mention.article} ${mention.revision}`);
  const source = mention.in === 'title' ? wording?.title : wording?.text;
  const start = source?.lastIndexOf(mention.sentence, mention.start) ?? -1;
  if (source == null || start < 0 || start + mention.sentence.length < mention.end)
    return html`<blockquote><p>${short(mention.sentence, longestSentence)}</p></blockquote>`;
  const end = start + mention.sentence.length;
  const before =
    source
      .slice(Math.max(0, start - around), start)
      .split(/\n\s*\n/)
      .at(-1) ?? '';
  const after = source.slice(end, end + around).split(/\n\s*\n/)[0] ?? '';
  const inSentence = (from: number, to: number) => source.slice(from, Math.min(to, start + longestSentence));
  return html`<blockquote><p>${before.trim() === '' ? null : html`<span class="context">${start > around ? '…' : null}${before}</span>`}${inSentence(start, mention.start)}<mark>${inSentence(mention.start, mention.end)}</mark>${inSentence(mention.end, end)}${after.trim() === '' ? null : html`<span class="context">${after}${end + around < source.length ? '…' : null}</span>`}</p></blockquote>`;
}

/** How its wording differs from the first's, word by word; only where it tells the claim otherwise. */
function differenceFrom({ mentions }: ClaimObject, mention: MentionObject): Html | null {
  const [first] = mentions;
  if (first === undefined || mention.relation !== 'varies') return null;
  const founding = mentions.find((each) => each.in === 'text' && each.article === first.article) ?? first;
  const parts = markDifference(founding.sentence, mention.sentence);
  if (parts === null || parts.every((part) => part.in === 'both')) return null;
  return html`<p class="difference"><span class="quiet">Against the first wording: </span>${parts.map(
    (part) =>
      part.in === 'both'
        ? html`${part.text}`
        : part.in === 'origin'
          ? html`<del>${part.text}</del>`
          : html`<ins>${part.text}</ins>`,
  )}</p>`;
}

function nameOf(mention: MentionObject, article: Article | undefined): string {
  return short(article?.outletName ?? mention.outlet, 80);
}
