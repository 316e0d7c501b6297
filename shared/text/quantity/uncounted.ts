import type { Piece } from './lexer.js';

/** Figures that name or place something and count nothing: dates, years, times, ages, ordinals, numbered things. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const months = words(
  'jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december',
);
/** Words that are followed by a number as a name. */
const numbered = words(
  'no nos number title section sections route highway interstate article amendment chapter flight boeing airbus phase level category type room ' +
    'gate channel psalm war page pages line lines step version part day week year grade act rule bill proposition prop measure district precinct ' +
    'ward top terminal pier berth unit division battalion brigade regiment apollo formula top super bowl resolution form figure table episode season round zone tier class area',
);
const yearLeads = words(
  'in between since until till by from of during before after late early mid spring summer autumn fall winter and to circa',
);

/** True if the number in pieces `from..to` is not a quantity. */
export function isUncounted(pieces: Piece[], from: number, to: number): boolean {
  const first = pieces[from]!;
  if (first.kind !== 'figure') return isWordName(pieces, from, to);
  return (
    isJoined(pieces, from, to) ||
    isDate(pieces, from, to) ||
    isYear(pieces, from, to) ||
    isTime(pieces, from, to) ||
    isAge(pieces, from, to) ||
    isNumbered(pieces, from) ||
    isCalled(pieces, from, to) ||
    isListNumber(pieces, from, to)
  );
}

/** "COVID-19", "F-16", "A320", "21st", "1990s", "3.2.1", "G7". */
function isJoined(pieces: Piece[], from: number, to: number): boolean {
  const previous = pieces[from - 1];
  const first = pieces[from]!;
  const next = pieces[to];
  // Dates written in figures, identifiers: nothing is counted with a leading zero or in quadrillions.
  if (/^0\d/.test(first.text) || Number(first.text.replace(/,/g, '')) >= 1e15) return true;
  if (isScore(pieces, from, to)) return true;
  if (first.glued && previous?.kind === 'word') return true;
  if (first.glued && previous?.text === '-' && previous.glued && pieces[from - 2]?.kind === 'word')
    return true;
  if (
    first.glued &&
    (previous?.text === '#' || previous?.text === '.' || previous?.text === '/' || previous?.text === '@')
  )
    return true;
  if (next?.glued && /^(?:st|nd|rd|th|s|'s)$/.test(next.lower)) return true;
  if (next?.glued && next.kind === 'word') return next.lower !== 'x' && !unitLetters.test(next.lower);
  return next?.text === '/' && next.glued && pieces[to + 1]?.glued === true;
}

/** "52-48", "5–1": two figures of which the second is smaller are a result, not a range. */
function isScore(pieces: Piece[], from: number, to: number): boolean {
  const dash = (at: number): boolean => /^[-–]$/.test(pieces[at]?.text ?? '') && pieces[at]!.glued;
  const [before, own, after] = [pieces[from - 2], pieces[from]!, pieces[to + 1]];
  if (dash(to) && after?.kind === 'figure' && after.glued) return Number(own.text) >= Number(after.text);
  return dash(from - 1) && own.glued && before?.kind === 'figure' && Number(before.text) >= Number(own.text);
}

/** Units written against their figure: "20km", "5kg". */
const unitLetters =
  /^(?:km|kg|cm|mm|mi|ft|lb|lbs|mph|kph|kmh|kw|mw|gw|kwh|gb|mb|tb|ml|°c|°f|c|f|g|l|m|k|b|bn|mn|tn|t)$/;

function isDate(pieces: Piece[], from: number, to: number): boolean {
  const value = Number(pieces[from]!.text);
  if (!Number.isInteger(value) || value < 1 || value > 31) return false;
  const back = pieces[from - 1]?.text === '.' ? 2 : 1;
  const month = pieces[from - back];
  if (month !== undefined && months.has(month.lower) && /^\p{Lu}/u.test(month.text)) return true;
  const after = pieces[to]?.lower === 'of' ? pieces[to + 1] : pieces[to];
  if (after !== undefined && months.has(after.lower) && /^\p{Lu}/u.test(after.text))
    return after.lower !== 'may' || true;
  // the second day of "Oct. 7-9"
  return (
    /^[-–]$/.test(pieces[from - 1]?.text ?? '') &&
    pieces[from - 2]?.kind === 'figure' &&
    isDate(pieces, from - 2, from - 1)
  );
}

/** Four figures without a comma between 1500 and 2099: a year where a year can stand. */
function isYear(pieces: Piece[], from: number, to: number): boolean {
  const { text } = pieces[from]!;
  if (!/^(?:1[5-9]|20)\d\d$/.test(text)) return false;
  const previous = pieces[from - 1];
  const next = pieces[to];
  if (previous === undefined || yearLeads.has(previous.lower) || months.has(previous.lower)) return true;
  if (
    previous.text === ',' ||
    previous.text === '(' ||
    previous.kind === 'figure' ||
    /^[’'-–]$/.test(previous.text)
  )
    return true;
  if (
    previous.lower === 'the' ||
    previous.lower === 'his' ||
    previous.lower === 'her' ||
    previous.lower === "'s"
  )
    return true;
  return next === undefined || next.kind === 'mark' || /^\p{Lu}/u.test(previous.text);
}

function isTime(pieces: Piece[], from: number, to: number): boolean {
  const next = pieces[to];
  if (/^(?:a\.m|p\.m|am|pm|o'clock|gmt|utc|est|edt|et|pt|noon|midnight)$/.test(next?.lower ?? ''))
    return true;
  if (next?.text === ':' && next.glued && pieces[to + 1]?.kind === 'figure' && pieces[to + 1]!.glued)
    return true;
  return pieces[from - 1]?.text === ':' && pieces[from - 2]?.kind === 'figure' && pieces[from]!.glued;
}

/** "Called 911", "a 999 operator": what is dialled. */
function isCalled(pieces: Piece[], from: number, to: number): boolean {
  if (!/^(?:911|999|112|000|101|111)$/.test(pieces[from]!.text)) return false;
  return dialling.test(pieces[from - 1]?.lower ?? '') || answering.test(pieces[to]?.lower ?? '');
}

const dialling =
  /^(?:call|calls|called|calling|dial|dials|dialed|dialled|dialing|dialling|phone|phoned|rang|ring)$/;
const answering = /^(?:call|calls|caller|callers|operators?|dispatch|dispatchers?|recordings?|tapes?)$/;

/** "Osei, 48, " and "33-year-old", "aged 12", "age 7". */
function isAge(pieces: Piece[], from: number, to: number): boolean {
  const text = (at: number): string => pieces[at]?.lower ?? '';
  if (
    /^[-–‑]$/.test(text(to)) &&
    /^(?:year|month|week|day)s?$/.test(text(to + 1)) &&
    /^[-–‑]$/.test(text(to + 2))
  )
    return text(to + 3) === 'old';
  if (/^years?$/.test(text(to)) && text(to + 1) === 'old') return true;
  if (/^(?:aged?|ages)$/.test(text(from - 1))) return true;
  if (text(from - 1) === 'of' && text(from - 2) === 'age') return true;
  const name = pieces[from - 2];
  const named = name?.kind === 'word' && /^\p{Lu}/u.test(name.text) && !months.has(name.lower);
  return text(from - 1) === ',' && named && /^[,.)]$/.test(text(to)) && Number(pieces[from]!.text) < 120;
}

/** "Title 42", "Route 66", "Harbour 7": a number right after a word that it names. */
function isNumbered(pieces: Piece[], from: number): boolean {
  const back = pieces[from - 1]?.text === '.' && /^no?s?$/.test(pieces[from - 2]?.lower ?? '') ? 2 : 1;
  const previous = pieces[from - back];
  if (previous === undefined) return false;
  if (back === 2 || previous.lower === 'top') return true;
  return numbered.has(previous.lower) && /^\p{Lu}/u.test(previous.text);
}

/** "1. Close the port." or "2) …" at the start of a line or text. */
function isListNumber(pieces: Piece[], from: number, to: number): boolean {
  const next = pieces[to];
  return (
    from === 0 && next !== undefined && next.glued && /^[.)]$/.test(next.text) && pieces[to + 1] !== undefined
  );
}

/** "one day", "no one", "one another": number words that count nothing; "World War Two", "Phase One". */
function isWordName(pieces: Piece[], from: number, to: number): boolean {
  const previous = pieces[from - 1];
  const word = pieces[from]!.lower;
  const next = pieces[to]?.lower ?? '';
  if (
    /^[-–]$/.test(pieces[to]?.text ?? '') &&
    /^(?:year|month|week|day)s?$/.test(pieces[to + 1]?.lower ?? '') &&
    pieces[to + 3]?.lower === 'old'
  )
    return true;
  if (/^years?$/.test(next) && pieces[to + 1]?.lower === 'old') return true;
  if (previous !== undefined && numbered.has(previous.lower) && /^\p{Lu}/u.test(previous.text)) return true;
  if (word !== 'one' || to - from > 1) return false;
  // "One Norland Now": part of a name
  if (pieces[from]!.text === 'One' && /^\p{Lu}/u.test(pieces[to]?.text ?? '')) return true;
  if (/^(?:no|any|every|each|this|that|the|which|another|good|big|only|'s|-)$/.test(previous?.lower ?? ''))
    return true;
  return (
    !/^\p{L}/u.test(next) ||
    /^(?:of|day|another|thing|reason|way|side|hand|point|time|who|that|is|was|has|can|could|would|will|should|may|might|must|and|or|to|in|on|at|for|with|by|but|does|did|had|as|from|else|'s|says|said)$/.test(
      next,
    )
  );
}
