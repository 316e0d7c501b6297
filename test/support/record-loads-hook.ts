import { appendFileSync } from 'node:fs';
import type { LoadHook } from 'node:module';

/** Notes the address of each module before it is loaded (https://nodejs.org/api/module.html#loadurl-context-nextload). */
export const load: LoadHook = (url, context, nextLoad) => {
  if (process.env.LOADS !== undefined) appendFileSync(process.env.LOADS, `${url}\n`);
  return nextLoad(url, context);
};
