/** Where information comes from when copies and citations are followed to the root. */
export interface Origin {
  /** Unnamed sources count as the outlet that spoke to them. */
  kind: 'outlet' | 'person' | 'document';
  name: string;
}
