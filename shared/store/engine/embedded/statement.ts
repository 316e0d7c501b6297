/** What a statement means to the one session everybody shares; everything else is `other`. */
export type Meaning =
  | { kind: 'listen' | 'unlisten'; channel: string | null }
  | { kind: 'rollback' }
  | { kind: 'other' };

const ignored = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)/;
const channelStatement = /^(listen|unlisten)\s+(?:"((?:[^"]|"")+)"|(\*)|([\p{L}_][\p{L}\p{N}_$]*))/iu;

/** Reads the first words of a statement, past the comments that BullMQ's begin with. */
export function meaningOf(text: string): Meaning {
  const statement = withoutLeadingComments(text);
  const match = channelStatement.exec(statement);
  if (match !== null) {
    const [, verb, quoted, all, plain] = match;
    const channel = all ? null : (quoted?.replaceAll('""', '"') ?? plain!.toLowerCase());
    return { kind: verb!.toLowerCase() as 'listen' | 'unlisten', channel };
  }
  // ROLLBACK TO a savepoint stays inside the transaction.
  if (/^(?:rollback|abort)\b(?!\s+(?:work\s+|transaction\s+)?to\b)/i.test(statement))
    return { kind: 'rollback' };
  return { kind: 'other' };
}

function withoutLeadingComments(text: string): string {
  let rest = text;
  for (let match = ignored.exec(rest); match !== null; match = ignored.exec(rest))
    rest = rest.slice(match[0].length);
  return rest;
}
