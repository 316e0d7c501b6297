import type { Deps } from '@hearsay/runtime';
import type { Push, PushState } from '@hearsay/store';

/** How it stands with a feed's hub, as others read it. */
export interface PushObject {
  hub: string;
  /** `off`: we have no public address, so no hub is asked. */
  state: Exclude<PushState, 'ending'> | 'off';
  since: string;
  leaseUntil: string | null;
  lastPing: string | null;
  pings: number;
  /** Pings that were not signed with our secret, and ignored. */
  unsigned: number;
  /** What is wrong, or in the way; null where nothing is. */
  error: string | null;
}

/** The push of each feed that names a hub, by the feed's id. */
export async function pushObjects({ store, settings }: Pick<Deps, 'store' | 'settings'>) {
  const reachable = settings.HEARSAY_PUBLIC_URL !== null;
  return new Map((await store.pushes.list()).map((push) => [push.feed, pushObject(push, reachable)]));
}

function pushObject(push: Push, reachable: boolean): PushObject {
  return {
    hub: push.hub,
    state: reachable ? (push.state as PushObject['state']) : 'off',
    since: push.stateSince.toISOString(),
    leaseUntil: push.leaseUntil?.toISOString() ?? null,
    lastPing: push.lastPingAt?.toISOString() ?? null,
    pings: push.pings,
    unsigned: push.badSignatures,
    error: reachable ? push.lastError : 'HEARSAY_PUBLIC_URL is not set, so the hub cannot reach us',
  };
}
