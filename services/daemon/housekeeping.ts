import type { Runtime, Tick } from '@hearsay/runtime';

/** Outcomes that say nothing happened are kept for a day: a feed polled every minute makes 1,440 of them. */
const quietHours = 24;

/** Bytes that no revision rests on are kept this long, for a page that is still on its way. */
const unusedHours = 24;

const day = 86_400_000;

/** Removes raw bytes past the age and the room that are set for them; what was read of them stays. */
export async function forgetBytes({ deps }: Pick<Runtime, 'deps'>): Promise<void> {
  const { HEARSAY_RAW_DAYS: days, HEARSAY_RAW_GB: gigabytes } = deps.settings;
  const now = deps.clock.now().getTime();
  const old = new Date(now - days * day);
  await deps.store.pages.forgetBodies(old, new Date(now - unusedHours * 3_600_000));
  await deps.store.pages.shrinkBodies(gigabytes * 1e9);
}

/** Once an hour, in one of all processes: forgets polls that found nothing, what is past its time, lost feeds' articles. */
export const housekeeping: Tick = {
  name: 'housekeeping',
  everyMs: 3_600_000,
  run: async ({ deps }) => {
    const before = new Date(deps.clock.now().getTime() - quietHours * 3_600_000);
    await deps.store.jobs.forget('poll', 'done', before);
    await deps.store.jobs.forget('poll', 'drop', before);
    await deps.store.revisits.forgetOrphans();
    await deps.store.sessions.forget(deps.clock.now());
    await deps.store.audit.forget(
      new Date(deps.clock.now().getTime() - deps.settings.HEARSAY_AUDIT_DAYS * day),
    );
    await forgetBytes({ deps });
  },
};
