import { performance } from 'node:perf_hooks';
import { createApi } from '@hearsay/api';
import { openLog, openPrivate, type Runtime, readSettings } from '@hearsay/runtime';
import type { Tables } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { mentionOf } from '../services/desk/things.js';
import type { Task } from '../support/run-task.js';

const [outlets, claims, rounds] = [60, 400, 15] as const;
const at = new Date('2031-05-01T08:00:00Z');
const story = 's_bench';

/**
 * `npm run bench -- desk`: the page of a story of 60 outlets and 400 claims, each carried by a third of the outlets, from
 * request to last byte on an embedded record, without a network (150 ms and 300 kB are what it may take). A request for a file of the desk, which asks the record
 * nothing, stands beside it in the same run.
 */
export const task: Task = {
  about: 'the desk: time and size of the page of a story of 60 outlets and 400 claims',
  async run() {
    const settings = readSettings({});
    const { deps, close } = await openPrivate(settings, openLog('silent'));
    try {
      await deps.store.transaction(fill);
      const app = createApi({ deps, queues: null } as unknown as Runtime);
      for (const path of [
        '/desk/desk.css',
        `/stories/${story}`,
        `/stories/${story}?claims=all`,
        `/stories/${story}?claims=all&outlet=paper7.example&page=2`,
        '/claims/c_7',
        '/',
      ]) {
        const { milliseconds, bytes } = await measure(() => app.request(`http://localhost${path}`));
        process.stdout.write(
          `${path.padEnd(60)} median ${milliseconds.toFixed(1).padStart(7)} ms ${(bytes / 1000).toFixed(0).padStart(6)} kB\n`,
        );
      }
    } finally {
      await close();
    }
  },
};

async function measure(
  ask: () => Response | Promise<Response>,
): Promise<{ milliseconds: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const answer = await ask();
    const body = await answer.text();
    times.push(performance.now() - begun);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${body.slice(0, 200)}`);
    bytes = Buffer.byteLength(body);
  }
  return { milliseconds: times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number, bytes };
}

const articles = Array.from({ length: outlets }, (_, number) => {
  const url = `https://paper${number}.example/quay`;
  return {
    id: idOf('article', url),
    url,
    outlet: `paper${number}.example`,
    outletName: `The Paper ${number}`,
  };
});

async function fill(write: Tables): Promise<void> {
  for (const [number, { id, ...article }] of articles.entries())
    await write.articles.save({
      ...article,
      article: id,
      page: null,
      pageHash: null,
      title: `The harbour office counts its boats, report ${number}`,
      byline: [],
      published: new Date(at.getTime() + number * 600_000),
      modified: null,
      fetched: at,
      lang: 'en',
      text: 'The harbour office counted the boats along the quay before the storm came in. '.repeat(60),
      textHash: `h${number}`,
    });
  const placed = articles.map(({ id }) => ({ id, story, score: 1, why: 'One event.' }));
  await write.stories.place(placed, at);
  await write.stories.entitle([{ id: story, title: 'Boats along the quay are counted' }]);
  const numbers = Array.from({ length: claims }, (_, number) => number);
  await write.claims.replaceStory(story, {
    claims: numbers.map(claimOf),
    mentions: numbers.flatMap((number) =>
      articles
        .filter((_, column) => (column + number) % 3 === 0)
        .map((article) => mentionRow(number, article)),
    ),
  });
}

function claimOf(number: number) {
  return {
    id: `c_${number}`,
    story,
    recurs: null,
    seen: null,
    text: `The harbour office counted ${number} boats along the quay before the storm came in on Tuesday night`,
    kind: 'statement' as const,
    origins: [{ kind: 'outlet', name: 'The Paper 0' }],
    counts: { outlets: 20, independent: 1, disputingOutlets: number % 40 === 0 ? 3 : 0, disputers: 0 },
    position: number,
  };
}

function mentionRow(number: number, { id, outlet }: (typeof articles)[number]) {
  const key = `m_${number}_${id}`;
  const data = mentionOf(number, {
    ...{ id: key, article: id, outlet },
    sentence: 'The harbour office counted the boats along the quay before the storm came in.',
    ...{ start: number, end: number + 60 },
    quantities: [{ value: number, bound: '=', unit: 'boat', text: String(number) }],
    why: 'Says the same: the same number and the same words: harbour, office, boat, quay, storm.',
  });
  return {
    id: key,
    claim: `c_${number}`,
    article: id,
    revision: 1,
    part: 'text' as const,
    start: number,
    end: number + 60,
    relation: 'repeats' as const,
    current: true,
    position: number,
    data,
    pageHash: null,
    madeBy: 'bench',
  };
}
