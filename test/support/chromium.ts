import { findProgram } from './service-process.js';

/** Chromium as Debian, Fedora and others name it; null where there is none. */
export function findChromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return names.map(findProgram).find((path) => path !== null) ?? null;
}
