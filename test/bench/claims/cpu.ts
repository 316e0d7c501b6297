/** Milliseconds of CPU that this process has used, in all of its threads. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
