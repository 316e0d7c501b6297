import { canonicalUrl, outletDomain, TRACKING_PARAMETERS } from '@hearsay/text/url';
import { describe, expect, it } from 'vitest';
import canonical from '../../fixtures/text/url/canonical.json' with { type: 'json' };
import outlets from '../../fixtures/text/url/outlet.json' with { type: 'json' };

const pairs = (list: string[][]) => list as [string, string][];

describe('canonicalUrl', () => {
  it.each(pairs(canonical))('%s', (url, expected) => {
    expect(canonicalUrl(url)).toBe(expected);
  });

  it('knows letters of hosts after however many addresses', () => {
    // Texts of one byte a letter, as they come from a parser: for these Node 20 and 22 have a quick path once it pays.
    const addresses = Array.from(
      { length: 1000 },
      (_, at) => JSON.parse(`"https://example.org/${at}"`) as string,
    );
    const umlaut = JSON.parse('"https://zürich-blatt.example/a"') as string;
    for (let round = 0; round < 40; round += 1) {
      for (const address of addresses) canonicalUrl(address);
      expect(canonicalUrl(umlaut)).toBe('https://xn--zrich-blatt-thb.example/a');
    }
  });

  it('is a fixed point', () => {
    for (const [url] of pairs(canonical)) expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url));
  });

  it('returns endless addresses as they are', () => {
    const endless = `https://tribune.example/?${'a=1&'.repeat(10_000)}`;
    expect(canonicalUrl(endless)).toBe(endless);
  });
});

describe('outletDomain', () => {
  it.each(pairs(outlets))('%s', (url, expected) => {
    expect(outletDomain(url)).toBe(expected);
  });
});

describe('the table of tracking parameters', () => {
  it('names each once, in lower case, with a source', () => {
    const names = TRACKING_PARAMETERS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, source } of TRACKING_PARAMETERS) {
      expect(name).toBe(name.toLowerCase());
      expect(source).not.toBe('');
    }
  });
});
