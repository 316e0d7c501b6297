/** What an answer's headers say about asking again. Names in lower case, as HTTP clients give them. */
type Headers = Readonly<Record<string, string | undefined>>;

/** No header is believed beyond a year: RFC 9111 (5.3) once recommended it as the longest. */
const MAX_CACHE_SECONDS = 31_536_000;

/**
 * For how many seconds an answer may be kept (RFC 9111, 4.2.1): Cache-Control max-age less Age, else Expires less
 * Date (`now` where there is no Date, an ISO time); 0 for no-cache and no-store; null where nothing is said.
 */
export function cacheSeconds(headers: Headers, now: string): number | null {
  const control = (headers['cache-control'] ?? '').slice(0, 500);
  if (/\bno-(?:cache|store)\b/i.test(control)) return 0;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})/i.exec(control)?.[1];
  if (maxAge !== undefined)
    return bounded(Number(maxAge) - Number(/^\d{1,9}$/.exec(headers.age ?? '')?.[0] ?? 0));
  const expires = headers.expires?.trim();
  if (expires === undefined || expires === '') return null;
  const until = Date.parse(expires);
  // "0" and other invalid dates mean that it is out of date already (RFC 9111, 5.3).
  if (Number.isNaN(until) || !/[a-z]/i.test(expires)) return 0;
  const said = Date.parse(headers.date ?? '');
  return bounded((until - (Number.isNaN(said) ? Date.parse(now) : said)) / 1_000);
}

function bounded(seconds: number): number {
  return Math.min(MAX_CACHE_SECONDS, Math.max(0, Math.round(seconds)));
}
