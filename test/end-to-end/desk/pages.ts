import { rules } from '@hearsay/api/access/rules';
import type { Page } from 'playwright-core';
import { accessFaults } from '../../support/access-faults.js';

/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.DESK_PICTURES;

/** Routes that answer with something else than a page. */
const noPages = [
  /^\/(healthz|readyz|metrics)$/,
  /^\/v1\/(?!reference$)/,
  /^\/push\//,
  /^\/feeds\/:name/,
  /^\/desk\//,
];

/** The routes of every page of the desk, as the app has them. */
export const pageRoutes = Object.keys(rules)
  .filter((key) => key.startsWith('GET '))
  .map((key) => key.slice('GET '.length))
  .filter((path) => !noPages.some((each) => each.test(path)));

/** A page that is opened: its route (null for errors), its address, the status it answers with. */
export interface Visit {
  name: string;
  route: string | null;
  path: string;
  status: number;
}

/** The sizes of screen on which pages are looked at. */
export const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

/** What is wrong with the page that is open, as sentences: too wide for its screen, or a serious fault of access. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const size = page.viewportSize()?.width ?? 0;
  const dark = (await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')) === true;
  const where = `${name}-${size}-${dark ? 'dark' : 'light'}`;
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${where}.png`, fullPage: true });
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
  const faults = wide > size ? [`${where} is ${wide} px wide.`] : [];
  return [...faults, ...(await accessFaults(page)).map((fault) => `${where}: ${fault}`)];
}
