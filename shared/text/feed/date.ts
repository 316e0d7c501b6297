const DAY_MS = 86_400_000;

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  // German, French, Spanish, Italian, Portuguese, Dutch, where their first letters differ from English.
  mär: 3,
  mrz: 3,
  mai: 5,
  okt: 10,
  dez: 12,
  fév: 2,
  fev: 2,
  avr: 4,
  jui: 6,
  juin: 6,
  juil: 7,
  aoû: 8,
  déc: 12,
  ene: 1,
  abr: 4,
  ago: 8,
  dic: 12,
  gen: 1,
  mag: 5,
  giu: 6,
  lug: 7,
  set: 9,
  ott: 10,
  out: 10,
  maa: 3,
  mrt: 3,
  mei: 5,
}; // prettier-ignore

/** Zone names of RFC 822 and those feeds use besides, in minutes east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  sast: 120,
  eest: 180,
  msk: 180,
  ist: 330,
  sgt: 480,
  hkt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  adt: -180,
  brt: -180,
  art: -180,
  ast: -240,
  edt: -240,
  et: -300,
  est: -300,
  cdt: -300,
  ct: -360,
  cst: -360,
  mdt: -360,
  mt: -420,
  mst: -420,
  pdt: -420,
  pt: -480,
  pst: -480,
  akst: -540,
  akdt: -480,
  hst: -600,
}; // prettier-ignore

interface Fields {
  year: number;
  month: number;
  day: number;
  time: string;
  zone: string;
}

const TIME = String.raw`(\d{1,2}[:.h]\d{1,2}(?:[:.]\d{1,2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?)`;

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
]; // prettier-ignore

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
  return MONTHS[lower.slice(0, 4)] ?? MONTHS[lower.slice(0, 3)] ?? 0;
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
  const match = /^(\d{1,2})[:.h](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s?([ap])?/i.exec(text);
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
  if (offset === null) return ZONES[zone.split(/[ /]/, 1)[0] ?? ''] ?? 0;
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return minutes > 14 * 60 ? null : offset[1] === '-' ? -minutes : minutes;
}

function iso(time: number): string | null {
  // Before the web or beyond this century is a typing error, not a date of news.
  if (Number.isNaN(time) || time < Date.UTC(1980, 0) || time > Date.UTC(2100, 0)) return null;
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
