import { decodeText, MAX_DECODED_BYTES } from '@hearsay/text/encoding';
import { describe, expect, it } from 'vitest';
import cases from '../../fixtures/text/encoding/cases.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

/** `bytes` in hex after the ASCII text `head`; `kind` is xml unless said. */
interface Case {
  name: string;
  head?: string;
  bytes: string;
  contentType?: string;
  kind?: 'html';
  text: string;
  encoding: string;
}

const bytesOf = ({ head = '', bytes }: Case) =>
  new Uint8Array(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(bytes, 'hex')]));

describe('decodeText', () => {
  it.each((cases as Case[]).map((each) => [each.name, each] as const))('%s', (_, each) => {
    const decoded = decodeText(bytesOf(each), {
      contentType: each.contentType ?? null,
      kind: each.kind ?? 'xml',
    });
    expect(decoded).toEqual({ text: (each.head ?? '') + each.text, encoding: each.encoding });
  });

  it('never throws', () => {
    for (let seed = 0; seed < 500; seed++) {
      const bytes = Uint8Array.from({ length: seed % 37 }, (_, i) => (seed * 7919 + i * 104_729) & 0xff);
      const contentType = seed % 2 === 0 ? null : 'text/xml; charset="no such thing';
      expect(typeof decodeText(bytes, { contentType, kind: seed % 3 === 0 ? 'html' : 'xml' }).text).toBe(
        'string',
      );
    }
  });

  it('cuts what is endless, and is quick about it', () => {
    const started = process.cpuUsage();
    const bytes = new Uint8Array(MAX_DECODED_BYTES + 1000).fill(0x3c);
    expect(decodeText(bytes, { contentType: null, kind: 'html' }).text.length).toBe(MAX_DECODED_BYTES);
    expect(processorMs(started)).toBeLessThan(3000);
  });
});
