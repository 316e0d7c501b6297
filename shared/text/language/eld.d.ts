// eld ships types for its main entry only.
declare module 'eld/extrasmall' {
  export const eld: { detect(text: string): { language: string; isReliable(): boolean } };
}
