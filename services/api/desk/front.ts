import { quoted } from '@hearsay/text/quotation';
import { blindList, eventList } from './events.js';
import type { FrontData, FrontStory } from './gather.js';
import { counted, type Html, html, short, titled } from './html.js';
import type { Page } from './layout.js';
import { paceOf, sparkline } from './sparkline.js';
import { time } from './time.js';

/** The stories that move now, what is new in them, and what cannot be seen. */
export function frontPage({ stories, events, blind }: FrontData): Page {
  return {
    title: 'Stories moving now',
    part: 'stories',
    live: '*',
    trail: [],
    body: html`<div class="two">
<section aria-labelledby="moving">
<h1 id="moving">Stories moving now</h1>
<div data-part="stories">${
      stories.length === 0
        ? html`<p>No story yet. Add feeds with <code>hearsay feeds add URL</code>; the first stories appear within minutes.</p>`
        : html`<ul class="stories">${stories.map(storyCard)}</ul>`
    }</div>
</section>
<aside>
<h2 id="newest">Newest events</h2>
<div data-part="events">${eventList(events)}</div>
<h2>Blind spots</h2>
<div data-part="blind">${blindList(blind)}</div>
</aside>
</div>`,
  };
}

function storyCard(story: FrontStory): Html {
  const outlets = new Set(story.articles.map((article) => article.outlet)).size;
  const times = story.articles.map((article) => article.at);
  const copies = story.articles.filter((article) => article.copy).length;
  return html`<li class="card" id="story-${story.id}">
<h2><a href="/stories/${story.id}">${titled(story.title)}</a></h2>
<div class="pace">${sparkline(times)}<span class="quiet">${paceOf(times)}${copies === 0 ? null : `, ${counted(copies, 'copy', 'copies')}`}</span></div>
<ul class="facts">
<li>${counted(outlets, 'outlet')}</li>
<li>${counted(story.claims, 'claim')}</li>
${story.disputed === 0 ? null : html`<li class="disputed"><span aria-hidden="true">✗ </span>${counted(story.disputed, 'claim')} disputed</li>`}
</ul>
${story.lead === null ? null : leadClaim(story.lead)}
<p class="quiet">First seen ${time(story.firstSeen)} · moved ${time(story.updatedAt)}</p>
</li>
`;
}

/** The claim that is disputed or carried most, with how many stand behind it. */
function leadClaim({ id, text, outlets, independent, disputing }: NonNullable<FrontStory['lead']>): Html {
  return html`<p><a class="lead" href="/claims/${id}">${quoted(short(text, 160))}</a> ${counted(outlets, 'outlet')}, <strong>${counted(independent, 'independent origin')}</strong>${disputing === 0 ? null : html`, <span class="disputed">${disputing} disputing</span>`}</p>`;
}
