/**
 * Milliseconds of processor time that this process has used since `process.cpuUsage()` gave `started`: other tests run
 * beside, so the clock says nothing of how long something takes.
 */
export function processorMs(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}
