import { type FoundOrigin, findOrigins, type Voice } from '../origin/index.js';
import { noOwners, type Owners } from '../outlet/index.js';
import type { StanceReader } from '../relation/index.js';
import { type Calibration, calibrated } from './confidence.js';
import { countVoices } from './count.js';
import { type Draft, type Found, founderOf } from './draft.js';
import { inOrder } from './fold.js';
import { createFolds, type Folds } from './folds.js';
import { createJudge } from './judge.js';
import { toMention } from './mention.js';
import { nameClaims } from './naming.js';
import { withOutlets } from './outlets.js';
import { readableClaim } from './readable.js';
import type { StoryArticle, StoryClaim, StoryClaims, StoryInput } from './types.js';
import { fullNames, ownNames, speakerOf } from './voice.js';

export { type Calibration, type CalibrationModel, calibrationOf, oddsOf } from './confidence.js';
export { inOrder } from './fold.js';
export type {
  Change,
  ClaimCounts,
  CopyOfKind,
  Judgement,
  KnownIds,
  Mention,
  MentionQuantity,
  Relation,
  Saying,
  StoryArticle,
  StoryClaim,
  StoryClaims,
  StoryInput,
  WasMention,
} from './types.js';

/**
 * Groups the candidates of a story's articles into claims and says what each mention does to its claim.
 * A left fold over revisions in order of `published` (ties by id, then revision), so arrival order does not matter;
 * articles without a time come last. Pure and deterministic. Claims come in the order they were first seen.
 * @param stance how titles are held against claims; the model that ships where it is left out
 */
export function matchStory(input: StoryInput, stance?: StanceReader): StoryClaims {
  return claimsOf(createFolds(0, stance), input);
}

/**
 * `matchStory` that remembers the last call for a story: it goes back to the first article that is new or other than it was, and folds from
 * there on. Articles arrive about in the order in which they are published, so that is mostly the end. What it returns is the same either way.
 * @param mostArticles how many articles of the stories last matched are kept in memory, about 100 kB each
 */
export function rememberStories(mostArticles: number): (input: StoryInput) => StoryClaims {
  const folds = createFolds(mostArticles);
  return (input) => claimsOf(folds, input);
}

function claimsOf(folds: Folds, input: StoryInput): StoryClaims {
  const judge = createJudge(input.judgements ?? [], input.articles);
  const drafts = folds.of(input.story, inOrder(withOwnNames(withOutlets(input.articles))), judge);
  const ids = nameClaims(drafts, input.known);
  const latest = latestRevisions(input);
  const how = {
    owners: input.owners ?? noOwners,
    calibration: input.calibration ?? calibrated,
    replaced: replacedRevisions(input, latest),
  };
  return { claims: drafts.map((draft) => toClaim(draft, ids.get(draft)!, latest, how)) };
}

/** Candidates with speakers and outlets by the names they have in the whole story. */
function withOwnNames(articles: readonly StoryArticle[]): StoryArticle[] {
  const [fullName, ownName] = [fullNames(articles), ownNames(articles)];
  return articles.map((article) => {
    const candidates = article.candidates.map((candidate) => {
      const { speaker, speakerNamed, via } = candidate;
      const own = via === null ? null : ownName(via);
      const full = speaker === null || !speakerNamed ? speaker : fullName(speaker);
      return full === speaker && own === via ? candidate : { ...candidate, speaker: full, via: own };
    });
    // The very article where nothing is named otherwise: what was read of it stays with it.
    return candidates.every((each, at) => each === article.candidates[at])
      ? article
      : { ...article, candidates };
  });
}

function latestRevisions({ articles }: StoryInput): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { id, revision } of articles) latest.set(id, Math.max(revision, latest.get(id) ?? 0));
  return latest;
}

/** The revisions that a later one took the place of, as one word. */
function replacedRevisions({ articles }: StoryInput, latest: ReadonlyMap<string, number>): string {
  return articles
    .filter(({ id, revision }) => latest.get(id) !== revision)
    .map(({ id, revision }) => `${id} ${revision}`)
    .sort()
    .join('\n');
}

/** What was made of a claim when its last mention was this one; mentions are only added, or taken back with all that came after. */
const made = new WeakMap<Draft, How & { claim: StoryClaim; last: Found | undefined }>();

/** What else a claim is made with. */
interface How {
  owners: Owners;
  calibration: Calibration;
  /** Which revisions are not current. */
  replaced: string;
}

function toClaim(draft: Draft, id: string, latest: ReadonlyMap<string, number>, how: How): StoryClaim {
  const before = made.get(draft);
  const isSame =
    before?.owners === how.owners &&
    before.calibration === how.calibration &&
    before.last === draft.found.at(-1) &&
    before.claim.id === id &&
    before.claim.mentions.length === draft.found.length &&
    (before.replaced === how.replaced ||
      before.claim.mentions.every(
        ({ article, revision, current }) => current === (latest.get(article) === revision),
      ));
  const claim = isSame ? before.claim : makeClaim(draft, id, latest, how);
  made.set(draft, { claim, ...how, last: draft.found.at(-1) });
  return claim;
}

function makeClaim(
  draft: Draft,
  id: string,
  latest: ReadonlyMap<string, number>,
  { owners, calibration }: How,
): StoryClaim {
  const origins = findOrigins(draft.found.map(toVoice));
  const mentions = draft.found.map((found) =>
    toMention(
      sureAs(found, calibration),
      speakerOf(found, draft.found),
      owned(origins.get(found.entry.id)!, draft, owners),
      latest,
    ),
  );
  return {
    id,
    recurs: null,
    text: readableClaim(founderOf(draft).entry),
    kind: founderOf(draft).entry.candidate.kind,
    ...countVoices(mentions),
    mentions,
  };
}

/** What a person decided is as sure as the person was. */
function sureAs(found: Found, calibration: Calibration): Found {
  if (found.decision !== undefined) return found;
  return { ...found, confidence: calibration(found.confidence, found.relation) };
}

/** The origin with the owner of its outlet, which the list may name by its domain or by the name it goes by. */
function owned(found: FoundOrigin, draft: Draft, owners: Owners): FoundOrigin {
  const { kind, name } = found.origin;
  if (owners.size === 0 || kind !== 'outlet') return found;
  const watched = draft.found.find(({ entry }) => entry.article.outletName === name)?.entry.article.outlet;
  const via = found.via?.outletName === name ? found.via.outlet : null;
  const owner = [watched ?? via, name].flatMap((each) => (each == null ? [] : (owners.of(each) ?? [])))[0];
  return owner === undefined ? found : { ...found, origin: { ...found.origin, owner } };
}

function toVoice({ entry, relation }: Found): Voice {
  return {
    id: entry.id,
    article: entry.article,
    candidate: entry.candidate,
    disputes: relation === 'disputes',
  };
}
