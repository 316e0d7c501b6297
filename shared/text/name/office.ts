/**
 * Offices that take their field along ("Minister for Hospitals Mira Osei"): the field is capitalised like a name and stands right
 * before one, so that only its words, or the surname standing alone elsewhere, tell where the person begins.
 */

const offices =
  'minister|secretary|undersecretary|commissioner|director|chancellor|ombudsman|spokesman|spokeswoman|spokesperson|ambassador|envoy|councillor|chair|head|chief';
const openOffice = new RegExp(
  `\\b(?:${offices})\\s+(?:of|for)\\s+(?:the\\s+)?(?:\\p{Lu}[\\p{L}’'-]*,?\\s+(?:(?:and|&)\\s+)?){0,4}$`,
  'iu',
);
const withinRun = new RegExp(`^(?:${offices}) (?:of|for) (?:the )?`, 'u');

/** Words of the fields of government: from the names of ministries in English-speaking countries. */
const fields: ReadonlySet<string> = new Set(
  (
    'state defence defense labour labor education energy agriculture commerce transportation transport interior treasury foreign home affairs homeland security ' +
    'national intelligence health human services hospitals schools roads railways housing justice trade industry industries finance economy economic environment climate culture ' +
    'sport sports media tourism immigration migration police policing prisons corrections pensions work welfare children families family women equality science technology digital ' +
    'infrastructure development planning water fisheries forestry food rural regional international local communities community public safety social care business employment ' +
    'innovation research veterans war navy army europe parliament mines ports skills universities youth seniors disability emergency emergencies government relations budget and the of for & ,'
  ).split(/\s+/),
);
/** Offices of government: after others ("the director of Human Rights Watch") a field's word begins many a body's name. */
const ministers =
  /^(?:minister|secretary|undersecretary|commissioner|chancellor|ombudsman|councillor)\s+(?:of|for)\s/i;
/** How far back an office is looked for, in UTF-16 units. */
const reach = 80;
const joiner = /^(?:\p{Lu}|\.|de|del|der|di|da|du|van|von|bin|ibn|al|el|la|le)$/u;

/**
 * How many of a run's words belong to an office and its field, 0 if none.
 * @param words the run's words as written
 * @param before the text before the run
 * @param alone names that stand alone in the text: a surname among them settles where the person begins
 */
export function officeLength(words: readonly string[], before: string, alone: ReadonlySet<string>): number {
  const lower = words.map((word) => word.toLowerCase());
  const own = withinRun.exec(lower.join(' '))?.[0].trim().split(' ').length ?? 0;
  const office = own > 0 ? `${words.slice(0, own).join(' ')} ` : openOffice.exec(before.slice(-reach))?.[0];
  if (office === undefined) return 0;
  let from = own;
  while (ministers.test(office) && from < words.length && fields.has(lower[from]!)) from += 1;
  const person = words.length - from;
  if (from > own && (person >= 2 || (person === 1 && alone.has(words.at(-1)!))) && person <= 5) return from;
  if (!alone.has(words.at(-1)!) || words.length - own < 3) return 0;
  let given = words.length - 2;
  while (given > own + 1 && joiner.test(words[given]!)) given -= 1;
  return given;
}
