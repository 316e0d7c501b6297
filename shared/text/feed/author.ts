import { MAX_LINE_LENGTH } from './limits.js';
import type { Parts } from './locate.js';
import { type Element, elementsOf, textOf } from './tree.js';

const EMAIL = String.raw`[^\s@<>()]{1,64}@[^\s@<>()]{1,255}`;
const NAME_THEN_EMAIL = new RegExp(String.raw`^(.{1,300}?)\s*[<(\[]\s*(?:mailto:)?${EMAIL}\s*[>)\]]$`);
const EMAIL_THEN_NAME = new RegExp(String.raw`^${EMAIL}\s*\(\s*(.{1,300}?)\s*\)$`);

/** Names of the authors given by the first of these elements that names any, joined by commas; null if none does. */
export function authorOf(parts: Parts, names: readonly string[]): string | null {
  for (const name of names) {
    const people = (parts.byName.get(name) ?? []).map(personOf).filter((person) => person !== '');
    if (people.length > 0) return [...new Set(people)].join(', ').slice(0, MAX_LINE_LENGTH);
  }
  return null;
}

/** Atom's person (name, or e-mail where there is none) or RSS's line of text. */
function personOf(element: Element): string {
  const parts = elementsOf(element);
  if (parts.length === 0) return personName(textOf(element));
  const part = (name: string) => parts.find((each) => each.name.endsWith(name));
  const told = part('name') ?? part('email');
  return personName(told === undefined ? textOf(element) : textOf(told));
}

/** The name in `Name (me@tribune.example)`, `me@tribune.example (Name)`, `Name <me@tribune.example>`. */
export function personName(text: string): string {
  const line = text.slice(0, MAX_LINE_LENGTH).replace(/\s+/g, ' ').trim();
  if (line.length > 600) return line;
  return (NAME_THEN_EMAIL.exec(line)?.[1] ?? EMAIL_THEN_NAME.exec(line)?.[1] ?? line).trim();
}
