import { version } from '@hearsay/runtime';
import { z } from 'zod';
import { ruleOf } from '../access/rules.js';
import { changing } from './changing.js';
import type { Operation, Operations } from './operation.js';
import { reading } from './reading.js';
import { problem } from './service.js';
import { named } from './shape.js';

/** What each route of the API takes and answers. */
export const operations: Operations = { ...reading, ...changing };

type Json = Record<string, unknown>;

/** An OpenAPI 3.1 document. */
export interface Document extends Json {
  openapi: string;
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Json; [part: string]: Json };
}

const ref = (id: string) => `#/components/schemas/${id}`;

/** Mistakes of the caller that any route may answer, with what they mean. */
const problems: Readonly<Record<number, string>> = {
  400: 'Something in the request does not fit; `field` names it.',
  401: 'A token is needed, or the one given is wrong.',
  403: 'The scope of the token is not enough, or another web site asks.',
  404: 'There is no such thing.',
  409: 'It contradicts what is there.',
  413: 'The body is too large.',
  415: 'The body is no JSON.',
  422: 'It is understood and cannot be done.',
  429: 'Too many requests; Retry-After says how long to wait.',
};

/** The document of the API, from the schemas that requests are held to and that tests hold the answers to. */
export function openapi(): Document {
  const { schemas } = z.toJSONSchema(named, { uri: ref, io: 'input', unrepresentable: 'any' });
  const paths: Document['paths'] = {};
  for (const [route, operation] of Object.entries(operations)) {
    const [method, path] = route.split(' ') as [string, string];
    const at = path.replaceAll(/:(\w+)(\{.*?\)\})?/g, '{$1}');
    paths[at] = { ...paths[at], [method.toLowerCase()]: describe(route, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hearsay',
      version,
      summary: 'Who said it first, who repeats it, who disputes it.',
      description:
        'Lists are read in one way: `limit` entries, then those after the `cursor` that the answer gave as `next`, until it is null. Every answer has an ETag; sent back as If-None-Match it is answered 304 while nothing changed. Mistakes are problem+json (RFC 9457) with the field named. Times are ISO 8601 in UTC; what is absent is null. Readers should let pass what they do not know.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(Object.values(operations).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)])),
      responses: Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          `Problem${status}`,
          { description, content: { 'application/problem+json': { schema: { $ref: ref(idOf(problem)) } } } },
        ]),
      ),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made with `hearsay tokens add`.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hearsay_session',
          description: 'Signed in at /sign-in.',
        },
      },
    },
  };
}

function describe(
  route: string,
  { tag, summary, params, query, body, answers, json = 'application/json' }: Operation,
): Json {
  const [method, path] = route.split(' ') as [string, string];
  const { scope } = ruleOf(method, path);
  const wrong = Object.keys(problems).filter((status) => !(status in answers));
  return {
    operationId: nameOf(method, path),
    tags: [tag],
    summary,
    ...(scope === 'open' ? { security: [] } : { 'x-scope': scope }),
    parameters: [...pathParameters(path, params), ...queryParameters(query)],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, response(answer, json)]),
      ),
      ...Object.fromEntries(
        wrong.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
      ),
    },
  };
}

/** `GET /v1/stories/:id/claims` is `getStoriesIdClaims`. */
function nameOf(method: string, path: string): string {
  const words = path
    .replace(/^\/v1\//, '/')
    .replaceAll(/\{.*?\)\}/g, '')
    .split(/[^A-Za-z]+/)
    .filter(Boolean);
  const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return `${method.toLowerCase()}${words.map(capital).join('')}`;
}

function response(answer: z.ZodType | string, json: string): Json {
  const description = 'As asked.';
  if (typeof answer !== 'string')
    return { description, content: { [json]: { schema: schemaOf(answer, 'input') } } };
  const content = answer.split(', ').map((type) => [type, { schema: { type: 'string' } }]);
  return { description, content: Object.fromEntries(content) };
}

function pathParameters(path: string, params: z.ZodObject | undefined): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
    const schema = params?.shape[name as string] as z.ZodType | undefined;
    return {
      name,
      in: 'path',
      required: true,
      schema: schema === undefined ? { type: 'string', minLength: 1 } : schemaOf(schema, 'output'),
    };
  });
}

function queryParameters(query: z.ZodObject | undefined): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = schemaOf(schema as z.ZodType, 'output');
    return {
      name,
      in: 'query',
      required: !(schema as z.ZodType).safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

/** A schema within the document; one that has a name there is referred to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const inner = zodSchema as unknown as z.ZodType;
      const id = inner === schema ? undefined : named.get(inner)?.id;
      if (id === undefined) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Json)[key];
      (jsonSchema as Json).$ref = ref(id);
    },
  });
  const own = named.get(schema)?.id;
  return own === undefined ? plain(json) : { $ref: ref(own) };
}

function idOf(schema: z.ZodType): string {
  return (named.get(schema) as { id: string }).id;
}

/** Without what stands for the whole document already. */
function plain(schema: object): Json {
  const { $schema: _, $id: __, id: ___, ...rest } = schema as Json;
  return rest;
}
