import type { Write } from '@hearsay/runtime/handler';
import type { Store } from '@hearsay/store';

/** Runs in which more turned out to be touched than was held; then everything is held, and the next run is the last. */
const mostGuesses = 2;

/**
 * What a decision holds while it is made, so that nobody decides on the same articles at the same time: the keys the
 * article is found by (two that may be copies or one story share one), then the stories that a look by these keys finds.
 * What it tells in passing draws nobody together: two that tell the same need not wait for each other.
 *
 * Where the decision comes upon one more story, the transaction is run again with that one held too. All is taken in one
 * order, keys first, so nobody waits in a circle.
 */
export class Held {
  private readonly keys: string[];
  private readonly told: string[];
  /** Stories that are held in every run: the article's own, and those that an earlier run came upon. */
  private readonly missed: Set<string>;
  /** All that are held in this run. */
  private stories = new Set<string>();
  private runs = 0;
  /** On the embedded engine transactions exclude each other anyway. */
  private all: boolean;

  constructor(store: Store, article: string, keys: { own: string[]; told: string[] }, story: string | null) {
    this.all = store.kind === 'pglite';
    this.keys = [`article ${article}`, ...keys.own];
    this.told = keys.told;
    this.missed = new Set(story === null ? [] : [story]);
  }

  /** Holds the keys. */
  async take(write: Write): Promise<void> {
    this.runs += 1;
    this.all ||= this.runs > mostGuesses;
    this.stories = new Set(this.missed);
    if (this.all) await write.stories.lockDedupe();
    else await write.lookups.hold(this.keys, this.told);
  }

  /** Holds these stories, and those an earlier run came upon. */
  async takeStories(stories: string[], write: Write): Promise<void> {
    for (const id of stories) this.stories.add(id);
    if (!this.all && this.stories.size > 0)
      await write.lookups.hold([...this.stories].map((id) => `story ${id}`));
  }

  /** Makes sure that these stories are held; if not, the transaction is run again, and they are then. */
  cover(stories: (string | null)[], write: Write): void {
    const missed = stories.filter((id) => id !== null && !this.stories.has(id)) as string[];
    for (const id of missed) this.missed.add(id);
    if (missed.length > 0 && !this.all)
      write.lookups.runAgain(`The stories ${missed.join(', ')} are decided on without being held.`);
  }
}
