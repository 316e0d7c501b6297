/**
 * Makes a string acceptable to PostgreSQL's text and jsonb: without NUL, which both refuse, and with U+FFFD for every
 * surrogate that has lost its other half. Text from the network passes here once, where it comes in.
 */
export function cleanForSql(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
