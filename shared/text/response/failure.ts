/** What became of an address that gave no answer, by the code of the guarded client's error. */
const FAILURES: Readonly<Record<string, string>> = {
  robots: 'robots.txt keeps robots from it',
  'address-refused': 'refused, as it leads to an address that is not public',
  'port-refused': 'refused, as it leads to a port that is none of the web',
  'scheme-refused': 'refused, as it leads to something other than http or https',
  'credentials-refused': 'refused, as it carries a user name or password',
  'bad-url': 'its address is not one',
  'too-large': 'longer than what is read',
  bomb: 'grows too much when decompressed',
  'bad-encoding': 'its compressed body is broken',
  'too-many-redirects': 'redirects in a circle or too often',
  'bad-redirect': 'redirects to what is no address',
};

/** A reason for people and tables: the code, which is stable, and a sentence. An unknown code is returned alone. */
export function failureReason(code: string): string {
  const sentence = FAILURES[code];
  return sentence === undefined ? code : `${code}: ${sentence}`;
}
