/** Where the time comes from: the wall in the daemon, the archive's records in a replay. */
export interface Clock {
  now(): Date;
}

/** The time of day. */
export const wallClock: Clock = { now: () => new Date() };

/** A clock that stands where it is put. */
export function setClock(at: Date): Clock & { set(at: Date): void } {
  let current = at;
  return {
    now: () => current,
    set: (next) => {
      current = next;
    },
  };
}
