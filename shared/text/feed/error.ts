/** The document is no feed. The message is one sentence for the person who gave its address. */
export class NotAFeedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotAFeedError';
  }
}
