declare module 'pg/lib/utils.js' {
  const utils: {
    /** How node-postgres turns a parameter into what it sends: text, bytes, or null. */
    prepareValue(value: unknown): string | Buffer | null;
  };
  export default utils;
}
