import { headlineOf } from './headline.js';
import type { AlertBody, AlertKind } from './types.js';

/** Several alerts that waited, as one. `alerts`: at least one, oldest first. */
export function digestOf(
  alerts: { id: string; kind: AlertKind; story: string; body: AlertBody }[],
): AlertBody {
  const [first] = alerts;
  const body = {
    kind: 'digest' as const,
    story: first?.body.story ?? { id: '', title: null },
    outlet: first?.body.outlet ?? { domain: '', name: '' },
    article: null,
    lines: [],
    copies: 0,
    blind: [],
    retracts: [],
    parts: alerts.map(({ id, kind, story, body: { headline } }) => ({ alert: id, kind, headline, story })),
  };
  return { ...body, headline: headlineOf(body) };
}

/** What is sent by hand to see that it arrives. */
export function testBody(subscription: string): AlertBody {
  return {
    kind: 'test',
    story: { id: '', title: null },
    outlet: { domain: '', name: 'Hearsay' },
    article: null,
    headline: `Test of the subscription “${subscription}”: alerts arrive here.`,
    lines: [],
    copies: 0,
    blind: [],
    retracts: [],
    parts: [],
  };
}
