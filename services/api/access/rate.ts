/** Callers that are remembered at a time: past it the one that asked least lately is forgotten. */
const mostKnown = 10_000;

interface Bucket {
  left: number;
  at: number;
}

/**
 * A rate for each of many callers: a minute's worth at once, then evenly. In memory, of this process alone; bounded.
 */
export class Rates {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perMinute: number,
    private readonly most = mostKnown,
  ) {}

  /** Takes one. Returns 0, or the seconds to wait where there is none. `now` in milliseconds. */
  take(key: string, now: number): number {
    const bucket = this.filled(key, now);
    if (bucket.left < 1) return this.wait(bucket);
    bucket.left -= 1;
    this.keep(key, bucket);
    return 0;
  }

  /** The seconds to wait until there is one; 0 where there is. Takes none. */
  look(key: string, now: number): number {
    const bucket = this.filled(key, now);
    return bucket.left < 1 ? this.wait(bucket) : 0;
  }

  private filled(key: string, now: number): Bucket {
    const { left, at } = this.buckets.get(key) ?? { left: this.perMinute, at: now };
    const passed = Math.max(0, now - at);
    return { left: Math.min(this.perMinute, left + (passed * this.perMinute) / 60_000), at: now };
  }

  private wait({ left }: Bucket): number {
    return Math.max(1, Math.ceil(((1 - left) * 60) / this.perMinute));
  }

  private keep(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= this.most) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
