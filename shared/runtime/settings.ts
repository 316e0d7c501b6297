import { table } from './settings/table.js';
import type { HostOverride, OwnersFile, Setting } from './settings/values.js';

export { table, version } from './settings/table.js';
export type { HostOverride, OwnersFile } from './settings/values.js';

type Table = typeof table;
export type SettingName = keyof Table;
type Value<N extends SettingName> = Table[N] extends Setting<infer T> ? T : never;

/** All settings, read and checked. Those without a default are null where unset. */
export type Settings = Readonly<{ [N in SettingName]: Value<N> | (N extends NullableName ? null : never) }>;

type NullableName =
  | 'REDIS_URL'
  | 'DATABASE_URL'
  | 'HEARSAY_TOKEN'
  | 'HEARSAY_PUBLIC_URL'
  | 'HEARSAY_ALLOW_NETWORKS'
  | 'HEARSAY_RESOLVE'
  | 'HEARSAY_NAME_SERVER'
  | 'HEARSAY_USER_AGENT'
  | 'HEARSAY_OWNERS'
  | 'HEARSAY_SMTP_URL'
  | 'HEARSAY_MAIL_FROM';

/** One or more settings are wrong. The message lists every one of them, a line each. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Reads the settings from an environment. Only the mains call it.
 * Throws SettingsError that lists every bad value at once.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const bad: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table) as [SettingName, Setting<unknown>][]) {
    const given = env[name] ?? setting.default;
    try {
      values[name] = given === null || given === '' ? null : setting.read(given);
    } catch (error) {
      bad.push(`${name} ${(error as Error).message} (it is "${shown(name, given ?? '')}").`);
    }
  }
  bad.push(...unknownNames(env), ...contradictions(values));
  if (bad.length > 0) throw new SettingsError(bad.join('\n'));
  return Object.freeze(values) as Settings;
}

function unknownNames(env: Record<string, string | undefined>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('HEARSAY_') && !(name in table))
    .map((name) => `${name} is no setting of this version: see hearsay config for those there are.`);
}

function contradictions(values: Record<string, unknown>): string[] {
  const bad: string[] = [];
  if ((values.REDIS_URL === null) !== (values.DATABASE_URL === null)) {
    const [set, unset] =
      values.REDIS_URL === null ? ['DATABASE_URL', 'REDIS_URL'] : ['REDIS_URL', 'DATABASE_URL'];
    bad.push(`${set} is set but ${unset} is not: server mode needs both, the embedded mode neither.`);
  }
  if (Number(values.HEARSAY_POLL_MIN) > Number(values.HEARSAY_POLL_MAX)) {
    bad.push('HEARSAY_POLL_MIN is larger than HEARSAY_POLL_MAX.');
  }
  return bad;
}

/** A setting's value as it may be shown: passwords and tokens never. */
export function shown(name: SettingName, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (name === 'HEARSAY_TOKEN') return '***';
  if (name === 'HEARSAY_RESOLVE' && Array.isArray(value)) {
    return (value as HostOverride[]).map((each) => `${each.host}=${each.address}:${each.port}`).join(',');
  }
  if (name === 'HEARSAY_OWNERS' && typeof value === 'object') return (value as OwnersFile).path;
  const plain = Array.isArray(value) ? value.join(',') : String(value);
  return plain.replace(/(:\/\/[^:@/\s]*:)[^@/\s]*@/, '$1***@');
}
