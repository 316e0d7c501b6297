import type { Tick } from '@hearsay/runtime';

/** Outcomes that say nothing happened are kept for a day: a feed polled every minute makes 1,440 of them. */
const quietHours = 24;

/** Once an hour, in one of all processes: forgets polls that found nothing. */
export const housekeeping: Tick = {
  name: 'housekeeping',
  everyMs: 3_600_000,
  run: async ({ deps }) => {
    const before = new Date(deps.clock.now().getTime() - quietHours * 3_600_000);
    await deps.store.jobs.forget('poll', 'done', before);
    await deps.store.jobs.forget('poll', 'drop', before);
  },
};
