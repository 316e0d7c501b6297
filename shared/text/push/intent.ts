/** What a hub asks of our callback: whether we meant to subscribe or unsubscribe, or that it will not push. */
export type Intent =
  | { mode: 'subscribe'; topic: string; challenge: string; leaseSeconds: number | null }
  | { mode: 'unsubscribe'; topic: string; challenge: string }
  | { mode: 'denied'; topic: string; reason: string | null };

/** Hubs send 20 to 128 characters; what is echoed is bounded, so that nobody gets a large answer for a small question. */
const mostChallengeLength = 1_024;

/** Characters of a hub's reason that are kept and shown. */
const mostReasonLength = 300;

/** Reads a hub's request for verification (WebSub, section 5.3) or its denial (5.2). Null for anything else. */
export function readIntent(query: Readonly<Record<string, string>>): Intent | null {
  const { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge } = query;
  if (topic === undefined || topic === '') return null;
  if (mode === 'denied') {
    const reason = (query['hub.reason'] ?? '').replace(/\s+/g, ' ').trim().slice(0, mostReasonLength);
    return { mode, topic, reason: reason === '' ? null : reason };
  }
  if (mode !== 'subscribe' && mode !== 'unsubscribe') return null;
  if (challenge === undefined || challenge === '' || challenge.length > mostChallengeLength) return null;
  if (mode === 'unsubscribe') return { mode, topic, challenge };
  return { mode, topic, challenge, leaseSeconds: leaseOf(query['hub.lease_seconds']) };
}

function leaseOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}(\.\d{1,6})?$/.test(text) && Number(text) > 0 ? Number(text) : null;
}
