/**
 * What processes of tests are started with. An embedded database lives for some seconds in most of them, in which the
 * optimising compiler of WebAssembly takes longer (1.7 of 2.7 s of processor time until the first query) than its code
 * saves. `npm run faults` and `npm run bench` run daemons without.
 */
export const quickStart: string[] = ['--liftoff-only'];
