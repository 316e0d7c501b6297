import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What the other cases need to know of the world they are in. */
export interface Surroundings {
  /** The site's own port. */
  port: number;
  /** A port of this machine that nobody may reach. */
  forbidden: number;
}

/** One way for a page to misbehave, and what is to become of it. */
export interface Case {
  /** Its name, and its host: NAME.example. */
  name: string;
  /** How the page answers; `time` counts the requests for it from 1. */
  answer(response: ServerResponse, time: number, around: Surroundings): void;
  /** The address that the feed gives for the page, where it is not on the same host. */
  link?(around: Surroundings): string;
  /** robots.txt of its host. */
  robots?: string;
  /** The outcome of fetch. */
  outcome: 'forward' | 'drop' | 'failed';
  reason: RegExp | null;
  /** Attempts that the job took; left out where their number says nothing. */
  attempts?: number;
  /** The outcome of clean, where fetch went well; an article unless said. */
  cleaned?: RegExp;
  /** Text of the article in the end. */
  text?: string;
}

const html = { 'content-type': 'text/html; charset=utf-8' };

/** A page of a fictional outlet, long enough to be an article. */
export function articleHtml(host: string, title: string): string {
  const place = host.split('.', 1)[0];
  const lines = [
    `The harbour council of ${place} put off its vote on the new ferry pier for the second time this month.`,
    `Engineers had told the council of ${place} that the old pier would not carry another winter of heavy boats.`,
    'Fishermen who use the pier every morning said that they had not been asked, and wanted the plan changed.',
    `The mayor of ${place} said that money for the work was put aside two years ago and has not been spent since.`,
    'A new date for the vote will be named next week, the council said in a short notice on its door.',
  ];
  const paragraphs = lines.map((line) => `<p>${line}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><article><h1>${title}</h1>\n${paragraphs}\n</article></body></html>`;
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = '',
): void {
  response.writeHead(status, headers).end(body);
}

function redirect(to: (around: Surroundings) => string): Case['answer'] {
  return (response, _time, around) => send(response, 302, { location: to(around) });
}

/** Writes what no honest server writes, past the HTTP library. */
function raw(response: ServerResponse, text: string): void {
  response.socket?.write(text);
}

const page = (name: string) => articleHtml(`${name}.example`, `Vote on the pier of ${name} put off`);

/** Packed beforehand: the sites share one thread, and none may make the others wait. */
const bombs = {
  single: gzipSync(Buffer.alloc(8 * 1_048_576, 32)),
  nested: gzipSync(gzipSync(Buffer.alloc(64 * 1_048_576, 32))),
};

export const cases: Case[] = [
  {
    name: 'throttled',
    answer: (response, time) =>
      time < 3 ? send(response, 429, { 'retry-after': '1' }) : send(response, 200, html, page('throttled')),
    outcome: 'forward',
    reason: null,
    attempts: 1,
  },
  {
    name: 'busy',
    answer: (response, time) =>
      time < 3 ? send(response, 503, {}) : send(response, 200, html, page('busy')),
    outcome: 'forward',
    reason: null,
    attempts: 3,
  },
  {
    name: 'drip',
    answer: (response) => {
      response.writeHead(200, html);
      const timer = setInterval(() => response.write('<p>slow </p>'), 100);
      response.on('close', () => clearInterval(timer));
    },
    outcome: 'failed',
    reason: /no complete answer within 5000 ms/,
    attempts: 10,
  },
  {
    name: 'mute',
    answer: () => {},
    outcome: 'failed',
    reason: /did not answer in time|no complete answer/,
    attempts: 10,
  },
  {
    name: 'short',
    answer: (response) => {
      raw(
        response,
        'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n<p>Only this.</p>',
      );
      response.socket?.end();
    },
    outcome: 'failed',
    reason: /broke the connection|not as long as it says/,
    attempts: 10,
  },
  {
    name: 'long',
    answer: (response) => {
      const body = page('long');
      const length = Buffer.byteLength(body);
      raw(
        response,
        `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\n\r\n${body}<p>Too much.</p>`,
      );
      response.socket?.end();
    },
    outcome: 'forward',
    reason: null,
  },
  {
    name: 'reset',
    answer: (response, time) => {
      if (time >= 3) return send(response, 200, html, page('reset'));
      response.writeHead(200, { ...html, 'content-length': '90000' });
      response.write('<p>The first half', () => response.socket?.resetAndDestroy());
    },
    outcome: 'forward',
    reason: null,
    attempts: 3,
  },
  {
    name: 'loop',
    answer: redirect(() => '/page?again'),
    outcome: 'drop',
    reason: /^too-many-redirects: /,
  },
  {
    name: 'inward',
    answer: redirect(({ forbidden }) => `http://127.0.0.1:${forbidden}/secret`),
    outcome: 'drop',
    reason: /^address-refused: /,
  },
  {
    name: 'decimal',
    answer: redirect(({ forbidden }) => `http://2130706433:${forbidden}/secret`),
    outcome: 'drop',
    reason: /^address-refused: /,
  },
  {
    name: 'metadata',
    answer: redirect(() => 'http://169.254.169.254/latest/meta-data/iam/security-credentials/'),
    outcome: 'drop',
    reason: /^address-refused: /,
  },
  {
    name: 'mapped',
    answer: redirect(({ forbidden }) => `http://[::ffff:127.0.0.1]:${forbidden}/secret`),
    outcome: 'drop',
    reason: /^address-refused: /,
  },
  {
    name: 'file',
    answer: redirect(() => 'file:///etc/passwd'),
    outcome: 'drop',
    reason: /^scheme-refused: /,
  },
  {
    name: 'mail',
    answer: redirect(() => 'http://elsewhere.example:25/'),
    outcome: 'drop',
    reason: /^port-refused: /,
  },
  {
    name: 'secret',
    answer: () => {},
    link: () => 'http://user:secret@secret.example/page',
    outcome: 'drop',
    reason: /^credentials-refused: /,
  },
  {
    name: 'rebound',
    answer: (response) => send(response, 200, html, page('rebound')),
    link: ({ port }) => `http://turncoat.example:${port}/page`,
    outcome: 'drop',
    reason: /^address-refused: /,
  },
  {
    name: 'latin',
    answer: (response) => {
      const body = page('latin')
        .replaceAll('The mayor', 'Mayor Zoë Küster')
        .replace('<meta charset="utf-8">', '');
      send(response, 200, { 'content-type': 'text/html; charset=utf-8' }, Buffer.from(body, 'latin1'));
    },
    outcome: 'forward',
    reason: null,
    text: 'Mayor Zoë Küster',
  },
  {
    name: 'unicode',
    answer: (response) => {
      const body = page('unicode')
        .replaceAll('The mayor', 'Mayor Jiří Šťastný')
        .replace('<meta charset="utf-8">', '');
      send(response, 200, { 'content-type': 'text/html; charset=iso-8859-1' }, Buffer.from(body, 'utf8'));
    },
    outcome: 'forward',
    reason: null,
    text: 'Mayor Jiří Šťastný',
  },
  {
    name: 'gone',
    answer: (response) => send(response, 410, html, '<h1>Gone</h1>'),
    outcome: 'drop',
    reason: /^gone: gone for good \(410\)$/,
  },
  {
    name: 'softly',
    answer: (response) =>
      send(
        response,
        200,
        html,
        '<html><head><title>Page not found</title></head><body><p>Try our front page.</p></body></html>',
      ),
    outcome: 'drop',
    reason: /^gone: says "not found" with a 200$/,
  },
  {
    name: 'bomb',
    answer: (response) => send(response, 200, { ...html, 'content-encoding': 'gzip' }, bombs.single),
    outcome: 'drop',
    reason: /^(?:bomb|too-large): /,
  },
  {
    name: 'nested',
    answer: (response) => {
      send(response, 200, { ...html, 'content-encoding': 'gzip, gzip' }, bombs.nested);
    },
    outcome: 'drop',
    reason: /^(?:bomb|too-large): /,
  },
  {
    name: 'garbled',
    answer: (response) => send(response, 200, { ...html, 'content-encoding': 'br' }, 'this is no brotli'),
    outcome: 'drop',
    reason: /^bad-encoding: /,
  },
  {
    name: 'endless',
    answer: (response) => {
      response.writeHead(200, html);
      const more = () => {
        while (!response.destroyed && response.write(`<p>${'and on '.repeat(2_000)}</p>`));
      };
      response.on('drain', more);
      more();
    },
    outcome: 'drop',
    reason: /^too-large: /,
  },
  {
    name: 'heads',
    answer: (response) =>
      raw(response, `HTTP/1.1 200 OK\r\n${`X-Flood: ${'f'.repeat(1_000)}\r\n`.repeat(100)}\r\n`),
    outcome: 'drop',
    reason: /^too-large: /,
  },
  {
    name: 'kept',
    answer: (response) => send(response, 200, html, page('kept')),
    robots: 'User-agent: *\nDisallow: /page\n',
    outcome: 'drop',
    reason: /^robots: robots\.txt keeps robots from it$/,
  },
  {
    name: 'empty',
    answer: (response) => send(response, 200, html),
    outcome: 'forward',
    reason: null,
    cleaned: /empty/,
  },
  {
    name: 'film',
    answer: (response) => send(response, 200, { 'content-type': 'video/mp4' }, Buffer.alloc(4 * 1_048_576)),
    outcome: 'drop',
    reason: /^not a page$/,
  },
  {
    name: 'wall',
    answer: (response) =>
      send(
        response,
        200,
        html,
        '<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={};</script></body></html>',
      ),
    outcome: 'drop',
    reason: /^blocked: bot check \(Cloudflare\)$/,
  },
  {
    name: 'consent',
    answer: (response) =>
      send(
        response,
        200,
        html,
        '<html><body><h1>We value your privacy</h1><p>Choose how your data is used.</p><button>Accept</button></body></html>',
      ),
    outcome: 'drop',
    reason: /^blocked: consent wall$/,
  },
];
