import type { ArticleObject, ClaimObject, ExportObject, MentionObject } from '@hearsay/api';
import { archiveRecord, replayArchive } from '@hearsay/cli/replay';
import { readSettings } from '@hearsay/runtime';
import { canonicalUrl } from '@hearsay/text/url';
import { archive, type TrueMention, type World } from '../../world/index.js';
import { mentionAt, placeOf } from '../seeds/locate.js';

/** A true mention and what was made of it. */
export interface Row {
  claim: string;
  truth: TrueMention;
  /** False where the words were cleaned away. */
  inText: boolean;
  mention: MentionObject | null;
  ours: ClaimObject | null;
}

/** One world and what the pipeline says of it. */
export interface Played {
  world: World;
  made: ExportObject;
  /** Exported articles by the world's ids. */
  articles: Map<string, ArticleObject>;
  rows: Row[];
}

/** Replays a world's archive and finds each true mention in what comes out. */
export async function play(world: World): Promise<Played> {
  const lines = archive(world).trim().split('\n');
  const made = await replayArchive(
    lines.map((line) => archiveRecord.parse(JSON.parse(line))),
    {
      settings: readSettings({}),
      dir: null,
      onFailure: (url, stage, error) => {
        throw new Error(`${url}: ${stage} failed: ${error.message}`);
      },
    },
  );
  const byUrl = new Map(made.articles.map((article) => [canonicalUrl(article.url), article]));
  const articles = new Map(
    world.articles.flatMap(({ id, url }) => {
      const found = byUrl.get(canonicalUrl(url));
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
  return { world, made, articles, rows: rowsOf(world, made, articles) };
}

function rowsOf(world: World, made: ExportObject, articles: Map<string, ArticleObject>): Row[] {
  const owners = new Map(
    made.claims.flatMap((claim) => claim.mentions.map((each) => [each.id, claim] as const)),
  );
  const all = made.claims.flatMap((claim) => claim.mentions);
  return world.truth.claims.flatMap(({ id, mentions }) =>
    mentions
      .filter((truth) => stands(truth, world))
      .map((truth): Row => {
        const article = articles.get(truth.article);
        const place = article === undefined ? null : placeOf(truth.piece, only(article, truth.in));
        if (article === undefined || place === null)
          return { claim: id, truth, inText: false, mention: null, ours: null };
        const own = all.filter((each) => each.article === article.id);
        const mention = mentionAt(place, own as never, article[place.in] ?? '') as MentionObject | null;
        return { claim: id, truth, inText: true, mention, ours: mention && (owners.get(mention.id) ?? null) };
      }),
  );
}

/** A title is not searched for words of the text, which often say the same. */
function only(article: ArticleObject, where: 'text' | 'title'): ArticleObject {
  return where === 'text' ? { ...article, title: null } : { ...article, text: '' };
}

/** A mention that a later revision took back is told by events, not by the mentions that stand. */
function stands({ article: id, piece, in: where }: TrueMention, world: World): boolean {
  const article = world.articles.find((each) => each.id === id);
  return where === 'title' || (article?.revisions.at(-1)?.text.includes(piece) ?? false);
}
