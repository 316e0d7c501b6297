import { type messages, protocol } from '@electric-sql/pglite';
import pg from 'pg';
import utils from 'pg/lib/utils.js';

/*
 * Statements into protocol bytes and bytes into results, with node-postgres's own value conversions on both sides:
 * so a value reads and writes the same on both engines, without a table of types of ours.
 */

/** One statement's result, as node-postgres gives it. */
export interface PgResult {
  command: string;
  rowCount: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: see Sql.
  rows: any[];
  fields: { name: string; dataTypeID: number }[];
}

export interface Exchange {
  results: PgResult[];
  error: Error | undefined;
  notifications: { channel: string; payload: string }[];
  /** I: no transaction, T: in one, E: in one that has failed; undefined if the server did not say (it broke off). */
  status: string | undefined;
}

const { serialize, Parser } = protocol;

/** Bytes of one statement: several separated by semicolons are allowed where there are no parameters, as in pg. */
export function encodeStatement(text: string, params: readonly unknown[] | undefined): Uint8Array {
  if (params === undefined || params.length === 0) return serialize.query(text);
  const values = params.map((value) => utils.prepareValue(value));
  return Buffer.concat([
    serialize.parse({ text }),
    serialize.bind({ values }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ]);
}

/** Reads everything the server answered to one statement. */
export function decodeAnswer(bytes: Uint8Array): Exchange {
  const exchange: Exchange = { results: [], error: undefined, notifications: [], status: undefined };
  let columns: Column[] = [];
  let rows: unknown[] = [];
  new Parser().parse(bytes as Uint8Array<ArrayBuffer>, (message) => {
    if (message.name === 'rowDescription') columns = columnsOf(message as messages.RowDescriptionMessage);
    else if (message.name === 'dataRow')
      rows.push(rowOf(columns, (message as messages.DataRowMessage).fields));
    else if (message.name === 'commandComplete' || message.name === 'emptyQuery') {
      const text = (message as messages.CommandCompleteMessage).text ?? '';
      exchange.results.push({ ...countOf(text), rows, fields: columns });
      columns = [];
      rows = [];
    } else if (message.name === 'error') exchange.error ??= errorOf(message as messages.DatabaseError);
    else if (message.name === 'notification')
      exchange.notifications.push(message as messages.NotificationResponseMessage);
    else if (message.name === 'readyForQuery')
      exchange.status = (message as messages.ReadyForQueryMessage).status;
  });
  return exchange;
}

/** As node-postgres: one result, or a list of them for several statements in one text. */
export function resultOf(exchange: Exchange): PgResult & { rowCount: number } {
  if (exchange.error !== undefined) throw exchange.error;
  const { results } = exchange;
  return (results.length === 1 ? results[0] : results) as PgResult & { rowCount: number };
}

type Column = { name: string; dataTypeID: number; parse: (text: string) => unknown };

function columnsOf(message: messages.RowDescriptionMessage): Column[] {
  return message.fields.map(({ name, dataTypeID }) => ({
    name,
    dataTypeID,
    parse: pg.types.getTypeParser(dataTypeID, 'text'),
  }));
}

function rowOf(columns: Column[], fields: (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [i, { name, parse }] of columns.entries()) {
    const field = fields[i] ?? null;
    row[name] = field === null ? null : parse(field);
  }
  return row;
}

/** "INSERT 0 3" is 3 rows, "SELECT 2" is 2, "LISTEN" has no count. */
function countOf(tag: string): { command: string; rowCount: number | null } {
  const [command = '', ...numbers] = tag.split(' ');
  const last = numbers.at(-1);
  return { command, rowCount: last !== undefined && /^\d+$/.test(last) ? Number(last) : null };
}

function errorOf(from: messages.DatabaseError): Error {
  const error = new pg.DatabaseError(from.message, from.length, 'error');
  const { severity, code, detail, hint, position, where, schema, table, column, dataType, constraint } = from;
  return Object.assign(error, {
    severity,
    code,
    detail,
    hint,
    position,
    where,
    schema,
    table,
    column,
    dataType,
    constraint,
  });
}
