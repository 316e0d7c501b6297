import { type LiqeQuery, parse } from 'liqe';

/** Longer queries are a list that belongs into several subscriptions; the parser's time grows with brackets. */
export const longestQuery = 500;

/** A query that cannot be read, with the reason as a sentence. */
export class QueryError extends Error {}

/** Decides whether a text holds what a query asks for. */
export type Query = (text: string) => boolean;

/**
 * Reads a query of words and phrases: AND (also by standing side by side), OR, NOT or a leading minus, brackets, quoted
 * phrases, and a closing star for word beginnings. Words match whole words, whatever their case, accents or kind of apostrophe.
 * Throws QueryError where it is empty, too long, or cannot be read.
 */
export function readQuery(query: string): Query {
  if (query.trim() === '') throw new QueryError('The words to look for are missing.');
  if (query.length > longestQuery) throw new QueryError(`A query has at most ${longestQuery} characters.`);
  let tree: LiqeQuery;
  try {
    tree = parse(query.replace(/(?<=\p{L})['’](?=\p{L})/gu, ''));
  } catch {
    throw new QueryError(
      'The query cannot be read: check its brackets and quotation marks, as in harbour AND (fire OR "gas leak") NOT drill*.',
    );
  }
  const matches = compile(tree);
  return (text) => matches(` ${plain(text)} `);
}

function compile(node: LiqeQuery): (text: string) => boolean {
  if (node.type === 'ParenthesizedExpression') return compile(node.expression);
  if (node.type === 'UnaryOperator') {
    const inner = compile(node.operand);
    return (text) => !inner(text);
  }
  if (node.type === 'LogicalExpression') {
    const [left, right] = [compile(node.left), compile(node.right)];
    return node.operator.operator === 'OR'
      ? (text) => left(text) || right(text)
      : (text) => left(text) && right(text);
  }
  if (node.type !== 'Tag') throw new QueryError('The query holds an empty pair of brackets.');
  return term(node);
}

function term(node: Extract<LiqeQuery, { type: 'Tag' }>): (text: string) => boolean {
  if (node.field.type !== 'ImplicitField' || node.expression.type !== 'LiteralExpression') {
    throw new QueryError(
      'A query holds words and phrases only: put those with a colon into quotation marks.',
    );
  }
  const { value, quoted } = node.expression as { value: unknown; quoted: boolean };
  const written = String(value);
  const isBeginning = !quoted && written.endsWith('*');
  const words = plain(written);
  if (words === '') throw new QueryError(`There is no word in ${JSON.stringify(written)}.`);
  const sought = isBeginning ? ` ${words}` : ` ${words} `;
  return (text) => text.includes(sought);
}

/** Words in lower case without accents, parted by one space. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\u2029]+/gu, ' ')
    .trim();
}
