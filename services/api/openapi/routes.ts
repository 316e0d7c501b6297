import { type Context, Hono } from 'hono';
import { pageHeaders } from '../desk/headers.js';
import { type Document, openapi } from './document.js';
import { referencePage } from './reference.js';

/** The document of the API, and the same as a page. */
export function openapiRoutes(): Hono {
  const app = new Hono();
  let made: Document | null = null;
  // Made once, when it is first asked for: it takes some milliseconds and never changes.
  const document = () => {
    made ??= openapi();
    return made;
  };
  app.get('/openapi.json', (c) => c.json(document()));
  app.get('/reference', (c: Context) => c.body(referencePage(document()), 200, pageHeaders));
  return app;
}
