import { readShared } from '../../support/shared-data.js';

export type GoldMention = [article: string, piece: string, relation: string];

export interface GoldOutlet {
  outlet: string;
  file: string;
  title: string | null;
  domain: string;
  published: string;
}

export interface GoldAttribution {
  article: string;
  sentence: string;
  speaker: string;
  named: boolean;
  via: string | null;
}

/** The labels of ../shared/seeds, with the texts of the articles. */
export interface Gold {
  outlets: Record<string, GoldOutlet>;
  replay: string[];
  copies: { article: string; of: string; kind: string }[];
  cites: { article: string; outlet: string }[];
  claims: Record<string, GoldMention[]>;
  attribution: GoldAttribution[];
  boilerplate: [article: string, piece: string][];
  not_disputes: [article: string, piece: string][];
  independent_origins: Record<string, string[]>;
  /** Raw text by article. */
  texts: Record<string, string>;
}

export function readGold(): Gold {
  const gold = JSON.parse(readShared('seeds/gold.json')) as Omit<Gold, 'texts'>;
  const texts = Object.fromEntries(
    Object.entries(gold.outlets).map(([id, { file }]) => [id, readShared(`seeds/${file}`)]),
  );
  return { ...gold, texts };
}
