import { classifyResponse, failureReason, type ResponseFacts } from '@hearsay/text/response';
import { describe, expect, it } from 'vitest';
import responses from '../../fixtures/text/response/responses.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

const cases = responses as unknown as {
  in: ResponseFacts;
  kind: string;
  code?: string;
  retryAfterSeconds: number | null;
}[];

describe('classifyResponse', () => {
  it.each(cases.map((each) => [JSON.stringify(each.in).slice(0, 100), each] as const))('%s', (_, each) => {
    const { kind, code, retryAfterSeconds, reason } = classifyResponse(each.in);
    if (each.code !== undefined) expect(code).toBe(each.code);
    expect({ kind, retryAfterSeconds }).toEqual({
      kind: each.kind,
      retryAfterSeconds: each.retryAfterSeconds,
    });
    expect(reason).not.toBe('');
  });

  it('does not take a full article that loads a captcha or speaks of cookies for a wall', () => {
    const article = 'The council met on Tuesday and put off the vote on the dam once more. '.repeat(60);
    const body = `<html><head><script src="https://hcaptcha.com/1/api.js"></script></head><body><p>${article}</p>
      <p>Subscribe to continue reading our letters.</p></body></html>`;
    expect(classifyResponse({ status: 200, headers: {}, body }).kind).toBe('ok');
  });

  it('is quick on bodies made of nothing but tags and unclosed scripts', () => {
    const started = process.cpuUsage();
    for (const part of ['<', '<a>', '<script>', '<script', '</script ', 'subscribe '])
      classifyResponse({ status: 200, headers: {}, body: `<html>${part.repeat(500_000)}` });
    expect(processorMs(started)).toBeLessThan(3000);
  });

  it('says in a sentence why an address gave no answer, with its stable code first', () => {
    expect(failureReason('robots')).toBe('robots: robots.txt keeps robots from it');
    expect(failureReason('something new')).toBe('something new');
  });
});
