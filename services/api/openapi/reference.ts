import { type Html, html } from '../desk/html.js';
import { layout } from '../desk/layout.js';
import type { Document } from './document.js';

type Json = Record<string, unknown>;

interface Shown {
  method: string;
  path: string;
  operation: {
    operationId: string;
    tags: string[];
    summary: string;
    parameters: { name: string; in: string; required: boolean; description?: string; schema: Json }[];
    requestBody?: { content: Record<string, { schema: Json }> };
    responses: Record<string, Json>;
    'x-scope'?: string;
  };
}

/** The reference: every route with what it takes and answers, and every thing by name. Nothing but HTML. */
export function referencePage(document: Document): string {
  const shown = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation }) as unknown as Shown),
  );
  const tags = [...new Set(shown.flatMap(({ operation }) => operation.tags))];
  const info = document.info as { version: string; description: string };
  return layout({
    title: 'API reference',
    part: null,
    live: null,
    trail: [],
    body: html`<h1>API reference</h1>
<p class="quiet">Version ${info.version}; as a document: <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1).</p>
<p>${coded(info.description)}</p>
<p>Send a token as <code>Authorization: Bearer …</code> where one is asked for; the scope each route needs stands with it.</p>
<nav aria-label="Parts of the API"><ul class="facts">${tags.map((tag) => html`<li><a href="#${tag}">${tag}</a></li>`)}<li><a href="#things">things</a></li></ul></nav>
${tags.map((tag) => section(tag, shown))}
<section aria-labelledby="things"><h2 id="things">Things</h2>
${Object.entries(document.components.schemas).map(([name, schema]) => thing(name, schema as Json))}</section>`,
  }).toString();
}

/** What stands between backticks is code. */
function coded(text: string): Html[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function section(tag: string, shown: Shown[]): Html {
  return html`<section aria-labelledby="${tag}"><h2 id="${tag}">${tag}</h2>
${shown.filter(({ operation }) => operation.tags.includes(tag)).map(route)}</section>`;
}

function route({ method, path, operation }: Shown): Html {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  const answers = Object.entries(responses).filter(([, answer]) => !('$ref' in answer));
  return html`<article class="route" id="${operationId}"><h3><code>${method.toUpperCase()} ${path}</code> <span class="quiet">${operation['x-scope'] ?? 'open'}</span></h3>
<p>${coded(summary)}</p>
${parameters.length === 0 ? null : parameterTable(parameters)}
${requestBody === undefined ? null : block('Body', Object.values(requestBody.content)[0]?.schema)}
${answers.map(([status, answer]) => answerBlock(status, answer))}</article>`;
}

function parameterTable(parameters: Shown['operation']['parameters']): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Parameters"><table class="list"><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">What</th></tr></thead><tbody>${parameters.map(
    ({ name, in: where, required, description, schema }) =>
      html`<tr><th scope="row"><code>${name}</code></th><td>${where}${required ? '' : ', optional'}</td><td>${description === undefined ? null : html`${coded(description)} `}<code>${worded(schema)}</code></td></tr>`,
  )}</tbody></table></div>`;
}

function answerBlock(status: string, answer: Json): Html {
  const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(
    answer.content as Record<string, { schema: Json }>,
  );
  return /\bjson$/.test(type) && type !== 'application/feed+json'
    ? block(`Answer ${status}`, schema)
    : html`<p>Answer ${status}: <code>${Object.keys(answer.content as Json).join(', ')}</code></p>`;
}

function block(title: string, schema: Json | undefined): Html {
  return html`<details><summary>${title}</summary><pre tabindex="0">${worded(schema ?? {}, 0)}</pre></details>`;
}

function thing(name: string, schema: Json): Html {
  return html`<article class="route" id="thing-${name}"><h3>${name}</h3>${typeof schema.description === 'string' ? html`<p>${coded(schema.description)}</p>` : null}
<pre tabindex="0">${worded(schema, 0)}</pre></article>`;
}

/** A schema in the shorthand people write types in: `{ id: string, limit?: integer 1..500 }`. */
function worded(schema: Json, depth = 1): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? '';
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const parts = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Json[] | undefined;
  if (parts !== undefined) return parts.map((part) => worded(part, depth)).join(' | ');
  if (schema.type === 'array') return `[ ${worded((schema.items as Json) ?? {}, depth)} ]`;
  if (schema.type === 'object' && schema.properties !== undefined) return fields(schema, depth);
  return scalar(schema);
}

function fields(schema: Json, depth: number): string {
  const required = (schema.required as string[] | undefined) ?? [];
  const pad = '  '.repeat(depth + 1);
  const lines = Object.entries(schema.properties as Record<string, Json>).map(
    ([name, each]) => `${pad}${name}${required.includes(name) ? '' : '?'}: ${worded(each, depth + 1)}`,
  );
  return `{\n${lines.join(',\n')}\n${'  '.repeat(depth)}}`;
}

function scalar({ type, format, minimum, maximum, maxLength, default: usual }: Json): string {
  const bounds =
    maximum !== undefined && Number(maximum) < Number.MAX_SAFE_INTEGER ? ` ${minimum ?? ''}..${maximum}` : '';
  const length = maxLength === undefined ? '' : ` up to ${maxLength} characters`;
  const ofKind = format === undefined ? (type ?? 'anything') : `${format}`;
  return `${ofKind}${bounds}${length}${usual === undefined ? '' : ` = ${JSON.stringify(usual)}`}`;
}
