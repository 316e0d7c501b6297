import { handlers } from '@hearsay/daemon';
import { type Deps, runInline, setClock } from '@hearsay/runtime';
import { contentHash, idOf } from '@hearsay/text/id';

/** What three papers of nowhere say of some cranes: one first, one after it, one with the denial. */
const papers = [
  {
    outlet: 'tribune.example',
    name: 'The Dunmallow Tribune',
    at: '2031-03-03T08:00:00Z',
    title: 'Cracks found in 14 harbour cranes at Dunmallow',
    paragraphs: [
      'An inspection found cracks in 14 harbour cranes at Dunmallow, harbour master Ines Okafor said on Monday, and all of them have been taken out of service.',
      'Okafor said that repairs would cost 9 million crowns. Some 360 dockers have been sent home.',
      'Ships that were due in Dunmallow this week have turned to other ports along the coast until the work is done.',
    ],
  },
  {
    outlet: 'courier.example',
    name: 'Coast Courier',
    at: '2031-03-03T10:00:00Z',
    title: 'Dunmallow shuts 14 harbour cranes after inspection finds cracks',
    paragraphs: [
      'Dunmallow has shut down 14 harbour cranes after an inspection found cracks in them, The Dunmallow Tribune reported on Monday.',
      'Repairs will cost 9 million crowns, harbour master Ines Okafor said. About 360 dockers have been told to stay at home.',
      'The cranes were built in 1988. Ships bound for Dunmallow are being sent to other harbours along the coast.',
    ],
  },
  {
    outlet: 'gazette.example',
    name: 'Evening Gazette',
    at: '2031-03-03T15:00:00Z',
    title: 'Crane maker denies that cracks were found in 14 Dunmallow cranes',
    paragraphs: [
      'The maker of the harbour cranes at Dunmallow denied on Monday that an inspection found cracks in 14 of them.',
      '"An inspection did not find cracks in 14 harbour cranes at Dunmallow," Tor Brekke, a spokesman for the maker, said.',
      'Harbour master Ines Okafor had said that repairs would cost 9 million crowns and that 360 dockers were sent home.',
    ],
  },
];

/** Runs a small story, with a dispute in it, through the stages into a record. */
export async function fill(from: Deps): Promise<void> {
  const { deliver: _, ...stages } = handlers;
  const clock = setClock(new Date(papers[0]?.at ?? 0));
  const deps = { ...from, clock };
  for (const { outlet, name, at, title, paragraphs } of papers) {
    clock.set(new Date(at));
    const url = `https://${outlet}/cranes`;
    const body = new TextEncoder().encode(paragraphs.join('\n\n'));
    const hash = contentHash(body);
    const page = await deps.store.pages.save(
      {
        id: idOf('page', url, hash),
        url,
        contentHash: hash,
        entry: null,
        status: 200,
        contentType: 'text/plain; charset=utf-8',
        headers: {},
        hints: { title, byline: [], published: at, outlet, outletName: name, plainText: true },
        fetchedAt: clock.now(),
      },
      body,
    );
    const failures = await runInline('clean', { page: page.id }, stages, deps);
    if (failures.length > 0) throw failures[0]?.error;
  }
}
