import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageNames } from '@hearsay/pipeline';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './support/shared-data.js';

interface Service {
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};

describe('docker-compose.yml', () => {
  test('has one container per stage, the API and the two servers, and nothing else', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...stageNames, 'api', 'postgres', 'redis'].sort());
  });

  test('has a container for every folder of services that holds a main of its own', () => {
    const withMain = readdirSync(join(root, 'services')).filter(
      (folder) => existsSync(join(root, 'services', folder, 'main.ts')) && folder !== 'cli',
    );
    expect(withMain.sort()).toEqual([...stageNames, 'api'].sort());
  });

  test.each([...stageNames, 'api'])(
    '%s starts its own main, is checked, and waits for both servers',
    (name) => {
      const service = compose.services[name] as Service;
      expect(service.command).toEqual(['node', `services/${name}/dist/main.js`]);
      expect(existsSync(join(root, 'services', name, 'main.ts'))).toBe(true);
      expect(service.environment).toMatchObject({
        REDIS_URL: expect.stringContaining('redis:6379'),
        DATABASE_URL: expect.stringContaining('postgres:5432'),
      });
      expect(service.healthcheck?.test.join(' ')).toContain('/readyz');
      expect(service.depends_on).toEqual({
        redis: { condition: 'service_healthy' },
        postgres: { condition: 'service_healthy' },
      });
    },
  );

  test('runs Redis as a queue: it evicts nothing and keeps an append-only file', () => {
    expect(compose.services.redis?.command?.join(' ')).toContain(
      '--maxmemory-policy noeviction --appendonly yes',
    );
  });

  test('gives the API a token, as it listens beyond loopback', () => {
    expect(compose.services.api?.environment).toMatchObject({ HEARSAY_HOST: '0.0.0.0' });
    expect(compose.services.api?.environment?.HEARSAY_TOKEN).toContain('HEARSAY_TOKEN:?');
  });
});
