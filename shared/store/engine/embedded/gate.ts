/**
 * Who may send to the one session. Single statements go at once, one behind the other; a holder (a connection with a
 * statement under way or a transaction open) has the session alone, and everybody else waits in order of arrival.
 * `go` is called in the very turn in which its place comes: one microtask later, a BEGIN could have slipped in before it.
 */
export class Gate {
  private holder: object | undefined;
  private readonly queue: { holder: object | undefined; go: () => void }[] = [];

  isHeldBy(holder: object): boolean {
    return this.holder === holder;
  }

  /** Calls `go` when `holder` has the session alone; with undefined, when a single statement may be sent. */
  enter(holder: object | undefined, go: () => void): void {
    if (this.holder !== undefined || this.queue.length > 0) {
      this.queue.push({ holder, go });
      return;
    }
    this.holder = holder;
    go();
  }

  leave(holder: object): void {
    if (this.holder !== holder) return;
    this.holder = undefined;
    while (this.holder === undefined && this.queue.length > 0) {
      const next = this.queue.shift()!;
      this.holder = next.holder;
      next.go();
    }
  }
}
