import {
  drawPipeline,
  drop,
  forward,
  type Outcome,
  type Payload,
  pipeline,
  type StageName,
  stageNames,
  viewPipeline,
} from '@hearsay/pipeline';
import { definePipeline, stage } from '@hearsay/pipeline/stage';
import type { Handler, Handlers } from '@hearsay/runtime/handler';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';

/*
 * Not run but compiled: `tsc -b` checks this file with all others, and an error that is expected below and does not
 * come is an error itself.
 */
export function mustNotCompile(): unknown[] {
  const payload = z.object({ id: z.string() });
  const retry = { attempts: 1, backoffMs: 1, maxBackoffMs: 1, jitter: 0, because: '' };
  const rest = {
    does: '',
    takes: '',
    gives: '',
    payload,
    retry,
    concurrency: 1,
    concurrencyBecause: '',
    lockMs: 1,
  };
  const key = () => '';
  return [
    // @ts-expect-error clean does not forward to match
    forward<'clean'>({ match: [{ article: 'a', revision: 1 }] }),
    // @ts-expect-error there is no such stage
    forward<'clean'>({ nowhere: [{ article: 'a', revision: 1 }] }),
    // @ts-expect-error dedupe takes a revision too
    forward<'clean'>({ dedupe: [{ article: 'a' }] }),
    // @ts-expect-error a revision is a number
    forward<'clean'>({ dedupe: [{ article: 'a', revision: '1' }] }),
    // @ts-expect-error nothing follows deliver
    forward<'deliver'>({ alert: [{ story: 's', upTo: '1' }] }),
    // @ts-expect-error a drop has a reason
    drop(),
    // @ts-expect-error fetch takes an entry, not a page
    (async ({ page }) => drop(page)) satisfies Handler<'fetch'>,
    // @ts-expect-error a handler of fetch may not hand its data to dedupe
    (async () => forward({ dedupe: [{ article: 'a', revision: 1 }] })) satisfies Handler<'fetch'>,
    // @ts-expect-error the handler of one stage is not that of another
    { fetch: (async ({ page }) => drop(page)) satisfies Handler<'clean'> } satisfies Handlers,
    // @ts-expect-error a pipeline whose stage goes nowhere
    definePipeline({ first: stage({ ...rest, key, next: ['second'] }) }),
  ];
}

describe('the pipeline object', () => {
  test('gives each stage its payload and its next stages as types', () => {
    expectTypeOf<Payload<'dedupe'>>().toEqualTypeOf<{ article: string; revision: number }>();
    expectTypeOf<Outcome<'deliver'>>().toExtend<{ kind: 'forward' | 'drop' | 'done' }>();
    expectTypeOf<StageName>().toEqualTypeOf<
      'poll' | 'fetch' | 'clean' | 'dedupe' | 'extract' | 'match' | 'alert' | 'deliver'
    >();
  });

  test('runs one way: every stage forwards only to later ones', () => {
    for (const [at, name] of stageNames.entries()) {
      for (const next of pipeline[name].next)
        expect(stageNames.indexOf(next), `${name} → ${next}`).toBeGreaterThan(at);
    }
    expect(viewPipeline().flatMap((each) => each.next)).toHaveLength(stageNames.length - 1);
  });

  test('refuses payloads that hold more or less than ids', () => {
    const refused: [StageName, unknown][] = [
      ['poll', {}],
      ['fetch', { entry: '' }],
      ['clean', { page: 7 }],
      ['dedupe', { article: 'a', revision: 0 }],
      ['match', { article: 'a', revision: 1.5 }],
      ['alert', { story: 's', upTo: 'soon' }],
      ['deliver', null],
    ];
    for (const [name, payload] of refused)
      expect(pipeline[name].payload.safeParse(payload).success, `${name} ${JSON.stringify(payload)}`).toBe(
        false,
      );
    // Jobs outlive deploys: a field that a newer version added is no error for this one.
    expect(pipeline.clean.payload.safeParse({ page: 'p', later: true }).success).toBe(true);
  });

  test('keys have no character that a queue refuses in an id', () => {
    const payloads = {
      feed: 'f',
      entry: 'e',
      page: 'p',
      article: 'a',
      revision: 2,
      story: 's',
      upTo: '7',
      subscription: 'x',
    };
    for (const name of stageNames) {
      const key = (pipeline[name].key as (payload: unknown) => string)(payloads);
      expect(key, name).toMatch(/^[\w-]+$/);
    }
  });

  test('is drawn with every stage and every arrow', () => {
    const drawn = drawPipeline();
    for (const { name, next } of viewPipeline()) {
      expect(drawn).toContain(`${name}["${name}`);
      for (const each of next) expect(drawn).toMatch(new RegExp(`${name} -- .+ --> ${each}$`, 'm'));
    }
  });
});
