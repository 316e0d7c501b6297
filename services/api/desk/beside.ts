import type { Article, Revision } from '@hearsay/store';
import { type BesideRow, besideCopy } from '@hearsay/text/copy';
import { type Html, html, short } from './html.js';

/** Rows that are shown, and the longest sentence in one. */
const [mostRows, longestSentence] = [200, 1_500] as const;

/** An article and a copy of it, with their latest wordings. */
export interface Beside {
  original: { article: Article; wording: Revision };
  copy: { article: Article; wording: Revision };
}

/** An article and its copy side by side, sentence by sentence, with the words that differ marked. */
export function besideTable({ original, copy }: Beside): Html {
  const rows = besideCopy(original.wording.text, copy.wording.text);
  const requoted = rows.filter((row) => row.requoted).length;
  const same = rows.filter(({ words }) => words?.every((part) => part.in === 'both')).length;
  const head = ({ article }: Beside['copy'], what: string) =>
    html`<th scope="col">${what}: <a href="/articles/${article.id}">${short(article.outletName, 80)}</a></th>`;
  return html`<p>${same} of ${rows.length} sentences are the same word for word.${requoted === 0 ? null : html` <strong class="disputed">In ${requoted === 1 ? 'one' : requoted}, words inside quotation marks were changed${copy.article.copyKind === 'translation' ? ', as a translation does' : null}.</strong>`}</p>
<table class="beside"><thead><tr>${head(original, 'Original')}${head(copy, 'Copy')}</tr></thead><tbody>
${rows.slice(0, mostRows).map(row)}</tbody></table>${rows.length > mostRows ? html`<p class="quiet">and ${rows.length - mostRows} more</p>` : null}`;
}

function row(each: BesideRow): Html {
  const isSame = each.words?.every((part) => part.in === 'both') === true;
  return html`<tr${each.requoted ? html` class="requoted"` : isSame ? html` class="same"` : null}>${cell(each, 'original')}${cell(each, 'copy')}</tr>
`;
}

function cell(each: BesideRow, side: 'original' | 'copy'): Html {
  const text = each[side];
  if (text === null)
    return html`<td class="quiet">${side === 'copy' ? 'left out' : 'not in the original'}</td>`;
  const tag =
    each.requoted && side === 'copy' ? html`<span class="tag disputes">altered quotation</span> ` : null;
  if (each.words === null) return html`<td>${tag}${short(text, longestSentence)}</td>`;
  const words = each.words.filter((part) => part.in === 'both' || part.in === side);
  return html`<td>${tag}${words.map((part) => (part.in === 'both' ? part.text : side === 'copy' ? html`<ins>${part.text}</ins>` : html`<del>${part.text}</del>`))}</td>`;
}
