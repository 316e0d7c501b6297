/** Parameters that ask for a page without its furniture, and the values that do where the name alone does not. */
const FLAGS = /^(?:print|printable|printview|printerfriendly|printer_friendly|print_view)$/i;
const CHOICES = /^(?:view|output|mode|format|layout|tmpl|template|style|action)$/i;
const CHOSEN = /^(?:print|printable|printer|printerfriendly|printer-friendly|print_view|printpage)$/i;

/** True if a query pair only asks for the version to print. */
export function isPrint(pair: string): boolean {
  const [name = '', value = ''] = pair.split('=', 2);
  if (FLAGS.test(name)) return /^(?:|1|y|yes|true|pdf|print)$/i.test(value);
  return CHOICES.test(name) && CHOSEN.test(value);
}

/** The path without the last or first segment that asks for the version to print; `/print` alone is a page. */
export function withoutPrint(path: string): string {
  return path
    .replace(/(?<=\/[^/]+)(?:\/(?:print|printable|printview)(?:\.html?|\.php)?)+\/?$/i, '')
    .replace(/^(?:\/(?:print|printable))+(?=\/[^/]+\/[^/])/i, '');
}
