/** Languages whose month names are known; names come from the Unicode tables inside Node (Intl). */
const LANGUAGES =
  'en de es fr it pt nl pl sv da nb fi cs sk ru uk tr ro hu el ca hr sl bg et lv lt id ms vi ar fa'.split(
    ' ',
  );

/** Forms that news sites write and Intl does not give. */
const EXTRA: Record<string, number> = {
  ...{ jänner: 1, jaenner: 1, feber: 2, maerz: 3, mrz: 3, sept: 9, setiembre: 9, juni: 6, juli: 7 },
  ...{ aout: 8, fevrier: 2, decembre: 12, marco: 3, mär: 3, febr: 2, sep: 9, okt: 10, dez: 12, abr: 4 },
};

let table: Map<string, number> | null = null;

/** The number (1..12) of a month's name or abbreviation in any known language, or null. */
export function monthNumber(name: string): number | null {
  table ??= buildTable();
  return table.get(fold(name)) ?? null;
}

function buildTable(): Map<string, number> {
  const months = new Map<string, number>(Object.entries(EXTRA));
  for (const language of LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const withDay of [false, true]) addMonths(months, language, month, withDay);
  return months;
}

/** With a day many languages inflect the month ("5 мая"). English goes first and is never overwritten. */
function addMonths(
  months: Map<string, number>,
  language: string,
  month: 'long' | 'short',
  withDay: boolean,
): void {
  const locale = `${language}-u-ca-gregory-nu-latn`;
  const options: Intl.DateTimeFormatOptions = { month, timeZone: 'UTC', ...(withDay && { day: 'numeric' }) };
  const format = new Intl.DateTimeFormat(locale, options);
  for (let i = 0; i < 12; i++) {
    const part = format.formatToParts(Date.UTC(2001, i, 5)).find(({ type }) => type === 'month');
    const name = fold(part?.value ?? '');
    if (name.length >= 3 && /^\p{L}+$/u.test(name) && !months.has(name)) months.set(name, i + 1);
  }
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[.\s]/g, '');
}
