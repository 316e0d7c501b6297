import { besideCopy } from '@hearsay/text/copy';
import { describe, expect, test } from 'vitest';

const original = [
  'The ferry hit the harbour wall at Osmark on Monday with 40 passengers aboard.',
  '“We are struggling to find the captain of this ferry,” harbour master Ines Okafor said.',
  'The wall was built in 1961 and has been repaired twice since the great storm.',
].join('\n\n');

describe('a copy beside its original', () => {
  test('that changed nothing has every sentence the same', () => {
    const rows = besideCopy(original, original);
    expect(rows).toHaveLength(3);
    for (const { words, requoted } of rows) {
      expect(words?.every((part) => part.in === 'both')).toBe(true);
      expect(requoted).toBe(false);
    }
  });

  test('marks words that differ, and says where what is quoted was changed', () => {
    const copy = original.replace('struggling', 'scrambling').replace('40 passengers', '14 passengers');
    const [number, quotation] = besideCopy(original, copy);
    expect(number?.words?.filter((part) => part.in !== 'both')).toEqual([
      { text: '40', in: 'original' },
      { text: '14', in: 'copy' },
    ]);
    expect(number?.requoted).toBe(false);
    expect(quotation?.requoted).toBe(true);
  });

  test('does not call a shorter quotation, or a change outside of it, an altered one', () => {
    const shorter = original.replace('the captain of this ferry', 'the captain');
    expect(besideCopy(original, shorter).map(({ requoted }) => requoted)).toEqual([false, false, false]);
    const outside = original.replace('Okafor said', 'Okafor told reporters');
    expect(besideCopy(original, outside).map(({ requoted }) => requoted)).toEqual([false, false, false]);
  });

  test('shows what was left out and what was added in its place', () => {
    const [first, , last] = original.split('\n\n');
    const rows = besideCopy(
      original,
      `${first}\n\nNobody has claimed the lighthouse prize of this year.\n\n${last}`,
    );
    expect(rows.map(({ original, copy }) => [original !== null, copy !== null])).toEqual([
      [true, true],
      [true, false],
      [false, true],
      [true, true],
    ]);
  });
});
