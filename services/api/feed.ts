import type { Deps } from '@hearsay/runtime';
import { NotAFeedError, plainText } from '@hearsay/text/feed';
import { Problem } from './problem.js';

/**
 * Reads an address once before it is subscribed to, so that a mistake is said at once and not in a log.
 * Returns the feed's title. Throws a Problem that names the field `url`.
 */
export async function checkFeed(url: string, deps: Pick<Deps, 'web' | 'reader'>): Promise<string | null> {
  let answer: Awaited<ReturnType<Deps['web']['get']>>;
  try {
    answer = await deps.web.get(url, { asked: true });
  } catch (error) {
    if ((error as Error).name === 'RetryAfterError') return null;
    throw new Problem(422, `The feed cannot be read: ${(error as Error).message}`, 'url');
  }
  const { response, meaning } = answer;
  if (meaning.kind !== 'ok')
    throw new Problem(422, `The feed cannot be read: ${url}: ${meaning.reason}.`, 'url');
  try {
    const contentType = response.headers['content-type'] ?? null;
    const { title } = (await deps.reader.feed(response.body, { url: response.url, contentType })).parsed.feed;
    return title === null ? null : plainText(title);
  } catch (error) {
    if (error instanceof NotAFeedError)
      throw new Problem(422, `${url} is not a feed: ${error.message}`, 'url');
    throw error;
  }
}
