import { z } from 'zod';

// The things that answers are made of. Readers should let pass what they do not know: more may be told later.

/** Schemas that have a name in the document. */
export const named = z.registry<{ id: string; description?: string }>();

/** A schema under this name. */
export function thing<Schema extends z.ZodType>(id: string, schema: Schema, description?: string): Schema {
  named.add(schema, { id, ...(description === undefined ? {} : { description }) });
  return schema;
}

export const time = z.iso.datetime();
export const text = z.string();
export const count = z.int().min(0);
export const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();
