import type { Write } from '@hearsay/runtime/handler';
import type { Store } from '@hearsay/store';

/** Runs in which more turned out to be touched than was held; then everything is held, and the next run is the last. */
const mostGuesses = 2;

/**
 * What a decision holds while it is made, so that nobody decides on the same articles at the same time: the keys the
 * article is found by (two that may be copies or one story share one) and the stories around it.
 *
 * The stories are only known after a look that holds nothing. Where the look that counts, made while holding, comes upon
 * one more, the transaction is run again with that one held too. All is taken in one order, so nobody waits in a circle.
 */
export class Held {
  private readonly keys: string[];
  private readonly stories: Set<string>;
  private runs = 0;
  /** On the embedded engine transactions exclude each other anyway. */
  private all: boolean;

  constructor(store: Store, article: string, keys: string[], stories: (string | null)[]) {
    this.all = store.kind === 'pglite';
    this.keys = [`article ${article}`, ...keys];
    this.stories = new Set(stories.filter((id) => id !== null));
  }

  async take(write: Write): Promise<void> {
    this.runs += 1;
    this.all ||= this.runs > mostGuesses;
    if (this.all) await write.stories.lockDedupe();
    else await write.lookups.hold([...this.keys, ...[...this.stories].map((id) => `story ${id}`)]);
  }

  /** Makes sure that these stories are held; if not, the transaction is run again, and they are then. */
  cover(stories: (string | null)[], write: Write): void {
    const missed = stories.filter((id) => id !== null && !this.stories.has(id)) as string[];
    for (const id of missed) this.stories.add(id);
    if (missed.length > 0 && !this.all)
      write.lookups.runAgain(`The stories ${missed.join(', ')} are decided on without being held.`);
  }
}
