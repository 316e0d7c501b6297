/** Where information comes from when copies and citations are followed to the root. */
export interface Origin {
  /** Unnamed sources count as the outlet that spoke to them. */
  kind: 'outlet' | 'person' | 'document';
  name: string;
  /** Who owns the outlet, where the list of owners names it: outlets of one owner are one voice. */
  owner?: string;
}
