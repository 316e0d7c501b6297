const DAY_MS = 86_400_000;

/** Beginnings of month names in English, German, French, Spanish, Italian, Portuguese and Dutch. */
const MONTHS = numbered([
  [1, 'jan ene gen'],
  [2, 'feb fév fev'],
  [3, 'mar mär mrz maa mrt'],
  [4, 'apr avr abr'],
  [5, 'may mai mag mei'],
  [6, 'jun juin giu'],
  [7, 'jul juil lug'],
  [8, 'aug aoû ago'],
  [9, 'sep set'],
  [10, 'oct okt ott out'],
  [11, 'nov'],
  [12, 'dec dez déc dic'],
]);

/** Zone names of RFC 822 and those feeds use besides, in minutes east of Greenwich. */
const ZONES = numbered([
  [-600, 'hst'],
  [-540, 'akst'],
  [-480, 'pst pt akdt'],
  [-420, 'mst mt pdt'],
  [-360, 'cst ct mdt'],
  [-300, 'est et cdt'],
  [-240, 'ast edt'],
  [-180, 'adt brt art'],
  [0, 'z ut utc gmt wet'],
  [60, 'bst west cet met mez'],
  [120, 'cest mest mesz eet sast'],
  [180, 'eest msk'],
  [330, 'ist'],
  [480, 'sgt hkt awst'],
  [540, 'jst kst'],
  [570, 'acst'],
  [600, 'aest'],
  [660, 'aedt'],
  [720, 'nzst'],
  [780, 'nzdt'],
]);

interface Fields {
  year: number;
  month: number;
  day: number;
  time: string;
  zone: string;
}

const TIME = String.raw`(\d{1,2}[:.h]\d{1,2}(?:[:.]\d{1,2}(?:[.,]\d+)?)?(?:\s?[aApP]\.?[mM]\.?)?|\d{6}|\d{4})`;

/** The shapes dates come in, most common first. Each yields its parts; what no shape fits is left to Date.parse. */
const SHAPES: readonly [RegExp, (match: RegExpExecArray) => Fields][] = [
  // W3CDTF and ISO 8601, also without separators or with a space: 2003-12-31T10:14:55.5+01:00, 2003-12, 20031231.
  [
    new RegExp(String.raw`^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[tT\s]+${TIME}\s*(.*))?)?)?$`),
    (m) => fields(m[1], m[2] ?? '1', m[3] ?? '1', m[4], m[5]),
  ],
  // RFC 822 and 2822: Thu, 01 Jan 2004 19:48:21 GMT; 1-Jan-04; any month name we know; time and zone optional.
  [
    new RegExp(
      String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(\p{L}+)\.?,?[\s-]+(\d{2,4}),?(?:\s+${TIME}\s*(.*))?$`,
      'u',
    ),
    (m) => fields(m[3], m[2], m[1], m[4], m[5]),
  ],
  // asctime: Thu Jan  1 19:48:21 2004, zone before the year or not at all.
  [
    new RegExp(
      String.raw`^(?:\p{L}+,?\s+)?(\p{L}+)\s+(\d{1,2})\s+${TIME}\s+(?:([A-Z]{1,4})\s+)?(\d{4})$`,
      'u',
    ),
    (m) => fields(m[5], m[1], m[2], m[3], m[4]),
  ],
  // American: January 1, 2004 7:48 PM EST.
  [
    new RegExp(
      String.raw`^(?:\p{L}+,?\s+)?(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}),?(?:\s+(?:at\s+)?${TIME}\s*(.*))?$`,
      'u',
    ),
    (m) => fields(m[3], m[1], m[2], m[4], m[5]),
  ],
  // 2004/01/31 19:48:21 and 31.01.2004 19:48 (never the American order with slashes, which cannot be told).
  [
    new RegExp(String.raw`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[\s,]+${TIME}\s*(.*))?$`),
    (m) => fields(m[1], m[2], m[3], m[4], m[5]),
  ],
  [
    new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[\s,-]+${TIME}\s*(.*))?$`),
    (m) => fields(m[3], m[2], m[1], m[4], m[5]),
  ],
];

/**
 * Reads a date as feeds write it: W3CDTF, RFC 822 with two-digit years and zone names, asctime, long forms in seven
 * languages. ISO 8601 UTC to the second (`2004-01-01T19:48:21Z`), or null. Without a zone, UTC is meant; without a
 * time, midnight.
 */
export function readDate(text: string): string | null {
  const value = text.trim().slice(0, 100).replace(/\s+/g, ' ');
  if (value === '') return null;
  for (const [shape, parts] of SHAPES) {
    const match = shape.exec(value);
    const time = match === null ? null : instant(parts(match));
    if (time !== null) return iso(time);
  }
  const unixSeconds = /^\d{9,10}$/.test(value) ? Number(value) * 1000 : Number.NaN;
  return iso(Number.isNaN(unixSeconds) ? Date.parse(value) : unixSeconds);
}

function fields(year = '', month = '', day = '', time = '', zone = ''): Fields {
  return { year: fullYear(year), month: monthNumber(month), day: Number(day), time, zone: zone.trim() };
}

/** RFC 2822, 4.3: two digits below 50 are this century, three count from 1900. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
}

function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const lower = text.toLowerCase();
  return MONTHS.get(lower.slice(0, 4)) ?? MONTHS.get(lower.slice(0, 3)) ?? 0;
}

function instant(date: Fields): number | null {
  const { year, month, day } = date;
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1000) return null;
  const minutes = zoneMinutes(date.zone);
  const clock = clockMs(date.time);
  if (minutes === null || clock === null) return null;
  return Date.UTC(year, month - 1, day) + clock - minutes * 60_000;
}

function clockMs(text: string): number | null {
  if (text === '') return 0;
  const match = /^(\d{1,2})[:.h]?(\d{1,2})(?:[:.]?(\d{1,2})(?:[.,]\d+)?)?\s?([ap])?/i.exec(text);
  if (match === null) return null;
  let hours = Number(match[1]);
  const half = match[4]?.toLowerCase();
  if (half === 'p' && hours < 12) hours += 12;
  if (half === 'a' && hours === 12) hours = 0;
  const ms = ((hours * 60 + Number(match[2])) * 60 + Number(match[3] ?? 0)) * 1000;
  return hours > 24 || ms > DAY_MS ? null : ms;
}

/** `Z`, `+0100`, `+01:00`, `GMT+1`, `EST`, `+0100 (CET)`; an unknown name counts as UTC. */
function zoneMinutes(text: string): number | null {
  const zone = text.toLowerCase().replace(/\s*\(.*\)$/, '');
  const offset = /^(?:gmt|utc|ut|z)?\s?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (offset === null) return ZONES.get(zone.split(/[ /]/, 1)[0] ?? '') ?? 0;
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return minutes > 14 * 60 ? null : offset[1] === '-' ? -minutes : minutes;
}

function iso(time: number): string | null {
  // Before the web or beyond this century is a typing error, not a date of news.
  if (Number.isNaN(time) || time < Date.UTC(1980, 0) || time > Date.UTC(2100, 0)) return null;
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function numbered(rows: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(([number, names]) => names.split(' ').map((name) => [name, number] as const)));
}
