import type { Deps, Write } from '@hearsay/runtime/handler';
import type { Entry } from '@hearsay/store';
import { contentHash } from '@hearsay/text/id';
import { keyOf } from '@hearsay/text/revision';

/**
 * Tells the schedule of articles what a feed says of them now: another headline or summary has the page read again
 * soon. Returns the entries whose page was read a moment ago and is read again when its time has come.
 */
export function noticeArticles(
  entries: Entry[],
  fresh: string[],
  write: Write,
  { clock, settings }: Pick<Deps, 'clock' | 'settings'>,
): Promise<Set<string>> {
  const updated = new Set(fresh);
  const told = entries.map(({ id, title, summary }) => ({
    entry: id,
    said: contentHash(`${keyOf(title ?? '')}\n${keyOf(summary ?? '')}`).slice(0, 16),
    updated: updated.has(id),
  }));
  return write.revisits.advertised(told, clock.now(), settings.HEARSAY_REVISIT_MIN);
}
