import type { z } from 'zod';

/** What a route takes and answers; its scope stands in access/rules.ts. */
export interface Operation {
  tag: string;
  summary: string;
  /** Schemas of what stands in the path, where it is more than a text. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** By status, as JSON or (`json`) a kind of it; a text names a content type that is not JSON. */
  json?: string;
  answers: Readonly<Record<number, z.ZodType | string>>;
}

/** Operations by route, as rules are. */
export type Operations = Readonly<Record<string, Operation>>;
