import { findQuotations } from '@hearsay/text/quotation';
import type { MentionObject } from '../contract.js';
import { type Html, html } from './html.js';

/** A stretch of a text that is marked. Offsets: half-open UTF-16 units. */
interface Mark {
  start: number;
  end: number;
  kind: 'claim' | 'quotation' | 'source';
  mention: (MentionObject & { claim: string }) | null;
}

/** Characters of a text that are shown; nobody reads on, and a browser should not have to. */
const longestText = 200_000;

/**
 * A text in paragraphs with its claims (links to them), quotations and sources marked. Marks may overlap: the text is cut
 * at every edge, and each piece has the classes of all marks over it and the link of the innermost claim.
 */
export function markText(
  text: string,
  mentions: (MentionObject & { claim: string })[],
  sources: { start: number; end: number }[],
): Html {
  const marks: Mark[] = [
    ...mentions.map((mention) => ({
      start: mention.start,
      end: mention.end,
      kind: 'claim' as const,
      mention,
    })),
    ...findQuotations(text).map(({ start, end }) => ({
      start,
      end,
      kind: 'quotation' as const,
      mention: null,
    })),
    ...sources.map(({ start, end }) => ({ start, end, kind: 'source' as const, mention: null })),
  ];
  const told = new Set<string>();
  return html`${paragraphs(text.slice(0, longestText)).map(({ start, end }) => html`<p>${pieces(text, start, end, marks, told)}</p>\n`)}${
    text.length > longestText
      ? html`<p class="quiet">The text goes on; its first ${longestText.toLocaleString('en')} characters are shown.</p>`
      : null
  }`;
}

function paragraphs(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (const gap of text.matchAll(/\n\s*\n/g)) {
    spans.push({ start, end: gap.index });
    start = gap.index + gap[0].length;
  }
  spans.push({ start, end: text.length });
  return spans.filter((span) => text.slice(span.start, span.end).trim() !== '');
}

function pieces(text: string, start: number, end: number, marks: Mark[], told: Set<string>): Html[] {
  const own = marks.filter((mark) => mark.start < end && mark.end > start);
  const edges = new Set([start, end, ...own.flatMap((mark) => [mark.start, mark.end])]);
  const cuts = [...edges].filter((edge) => edge >= start && edge <= end).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1] as number;
    return piece(
      text.slice(from, to),
      own.filter((mark) => mark.start <= from && mark.end >= to),
      told,
    );
  });
}

function piece(text: string, over: Mark[], told: Set<string>): Html {
  if (over.length === 0) return html`${text}`;
  const kinds = [...new Set(over.map(({ kind }) => kind))].join(' ');
  const inner = over
    .filter(({ mention }) => mention !== null)
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0]?.mention;
  if (inner == null) return html`<span class="${kinds}">${text}</span>`;
  const anchor = told.has(inner.id) ? null : html` id="${inner.id}"`;
  told.add(inner.id);
  return html`<a class="${kinds} ${inner.relation}"${anchor} href="/claims/${inner.claim}">${text}</a>`;
}
