import { expect, test } from 'vitest';
import { OptionError, readOptions } from './options.js';

test('options of the demo', () => {
  expect(readOptions([])).toEqual({ seed: 1, redis: false, keep: false });
  expect(readOptions(['--seed', '12', '--redis'])).toEqual({ seed: 12, redis: true, keep: false });
  expect(readOptions(['--help'])).toBeNull();
});

test.each([['--seed', 'x'], ['--keep', '--redis'], ['--fast'], ['extra']])(
  '%s %s is a mistake',
  (...args) => {
    expect(() => readOptions(args)).toThrow(OptionError);
  },
);
