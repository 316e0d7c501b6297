import { loadWeb, loadZyte } from '../../eval/pages/load.js';

export interface BenchPage {
  url: string;
  html: string;
  /** The text a person marked; null where only segments of it are known. */
  label: string | null;
}

/** About so many pages of both labelled sets, spread evenly. */
export function samplePages(count: number): BenchPage[] {
  const all = [
    ...loadZyte().map((page) => ({ page, label: page.articleBody })),
    ...loadWeb().map((page) => ({ page, label: null })),
  ];
  const step = Math.max(1, Math.floor(all.length / count));
  return all
    .filter((_, i) => i % step === 0)
    .map(({ page, label }) => ({ url: page.url, html: page.html(), label }));
}
