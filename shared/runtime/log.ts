import { type Logger, pino } from 'pino';

/** Scoped, structured logs: no bodies, few fields. */
export type Log = Logger;

/**
 * Logs JSON lines to standard error, so that standard output stays for data.
 * Passwords in addresses are struck out by whoever logs them.
 */
export function openLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
