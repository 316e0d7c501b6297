import type { Cast } from './cast.js';
import type { Draft } from './draft.js';
import { readWorldFile, type Shelf } from './files.js';
import type {
  Article,
  Boilerplate,
  Origin,
  Relation,
  Step,
  TrueAlert,
  TrueArticle,
  TrueClaim,
  TrueMention,
  Truth,
} from './types.js';
import { changeOf, curl, fill, type Mark } from './wording.js';

interface Notes {
  stories: Record<string, string>;
  /** `body`: one that speaks for itself without a proper name ("the ministry"). */
  speakers: Record<string, { name: string; named: boolean; body?: boolean }>;
  documents: Record<string, string>;
  claims: Record<string, { story: string; about: string; kind?: 'quotation' }>;
}

interface Known {
  shelf: Shelf;
  seed: number;
  cast: Cast;
  drafts: Draft[];
  articles: Article[];
  steps: Step[];
  boilerplate: Boilerplate[];
}

/** A mark with where it stands. */
interface Placed {
  draft: Draft;
  mark: Mark;
  in: 'text' | 'title';
  revision: number;
  step: number;
}

/** The truth of a world follows from the marks in its texts and from truth.json; nothing is told twice. */
export function tellTruth(known: Known): Truth {
  const notes = readNotes(known);
  const placed = known.drafts.flatMap((draft) => place(draft, known.articles));
  const claims = Object.entries(notes.claims).map(([id, { story, about, kind }]): TrueClaim => {
    const own = placed.filter(({ mark }) => mark.claim === id);
    if (own.length === 0) throw new Error(`truth.json names a claim that no text makes: ${id}`);
    return {
      id,
      story,
      about,
      kind: kind ?? 'statement',
      origins: originsOf(own, notes),
      mentions: own.map((each) => toMention(each, notes, known)),
    };
  });
  for (const { mark } of placed)
    if (mark.claim && !notes.claims[mark.claim]) throw new Error(`truth.json lacks the claim ${mark.claim}`);
  return {
    seed: known.seed,
    stories: Object.entries(notes.stories).map(([id, about]) => {
      return { id, about, articles: known.drafts.filter(({ story }) => story === id).map((each) => each.id) };
    }),
    articles: known.drafts.map((draft) => toArticle(draft, known)),
    claims,
    disputes: disputesOf(claims, known),
    alerts: [...alertsOf(claims, placed, notes), ...withdrawalsOf(claims, known)].sort(
      (a, b) => a.step - b.step,
    ),
    boilerplate: known.boilerplate,
    notDisputes: unclaimed(placed, 'nondispute'),
    notClaims: unclaimed(placed, 'noclaim'),
  };
}

/** Words that make no claim: marked so that it is seen whether they are taken for one. */
function unclaimed(placed: Placed[], kind: 'nondispute' | 'noclaim'): { article: string; piece: string }[] {
  return placed
    .filter(({ mark }) => mark.relation === kind)
    .map(({ draft, mark }) => ({ article: draft.id, piece: mark.piece }));
}

function readNotes({ shelf, cast, seed }: Known): Notes {
  return JSON.parse(readWorldFile(shelf, 'truth.json'), (_, value: unknown) => {
    return typeof value === 'string' ? curl(fill(value, cast.slots, 'truth', seed)) : value;
  }) as Notes;
}

/** The marks of all revisions; one that stands unchanged in a later revision counts once. */
function place(draft: Draft, articles: Article[]): Placed[] {
  const article = articles.find(({ id }) => id === draft.id) as Article;
  const stepOf = (revision: number) =>
    (article.revisions[revision - 1] as Article['revisions'][number]).atStep;
  const out: Placed[] = draft.titleMarks.map((mark) => ({
    draft,
    mark,
    in: 'title',
    revision: 1,
    step: stepOf(1),
  }));
  const seen = new Set<string>();
  for (const [at, { marks }] of draft.revisions.entries()) {
    for (const mark of marks) {
      const key = `${mark.relation} ${mark.claim} ${mark.piece}`;
      if (seen.has(key)) continue;
      seen.add(key);
      out.push({ draft, mark, in: 'text', revision: at + 1, step: stepOf(at + 1) });
    }
  }
  return out;
}

function speakerOf(mark: Mark, notes: Notes): Notes['speakers'][string] | null {
  const key = mark.options.get('by');
  if (key === undefined) return null;
  const speaker = notes.speakers[key];
  if (!speaker) throw new Error(`truth.json lacks the speaker ${key}`);
  return speaker;
}

function toMention({ draft, mark, in: where, revision }: Placed, notes: Notes, { cast }: Known): TrueMention {
  const speaker = speakerOf(mark, notes);
  const via = mark.options.get('via');
  return {
    article: draft.id,
    revision,
    in: where,
    piece: mark.piece,
    relation: mark.relation as Relation,
    change: changeOf(mark),
    target: mark.relation === 'disputes' ? ((mark.options.get('target') as 'report') ?? 'claim') : null,
    hedged: mark.options.has('hedged'),
    speaker: speaker?.name ?? null,
    speakerNamed: speaker?.named ?? null,
    via: via === undefined ? null : hostOf(cast, via),
  };
}

function hostOf(cast: Cast, role: string): string {
  const outlet = cast.outlets.find((each) => each.role === role);
  if (!outlet) throw new Error(`no outlet of role ${role}`);
  return outlet.host;
}

/** What the mark's information rests on, where it is new: the founding mention, or one with `origin=`. */
function originOf({ draft, mark }: Placed, notes: Notes): Origin | null {
  const document = mark.options.get('document');
  if (document !== undefined) return { kind: 'document', name: notes.documents[document] as string };
  const independent = mark.relation === 'originates' || mark.options.get('origin') === 'own';
  if (!independent) return null;
  const speaker = speakerOf(mark, notes);
  return speaker?.named || speaker?.body
    ? { kind: 'person', name: speaker.name }
    : { kind: 'outlet', name: draft.outlet.name };
}

function originsOf(placed: Placed[], notes: Notes): Origin[] {
  const out = new Map<string, Origin>();
  for (const each of placed) {
    const origin = originOf(each, notes);
    if (origin) out.set(`${origin.kind} ${origin.name}`, origin);
  }
  return [...out.values()];
}

function toArticle(draft: Draft, { cast, articles }: Known): TrueArticle {
  const article = articles.find(({ id }) => id === draft.id) as Article;
  return {
    id: draft.id,
    url: article.url,
    host: draft.outlet.host,
    outletName: draft.outlet.name,
    published: article.published,
    step: (article.revisions[0] as Article['revisions'][number]).atStep,
    story: draft.story,
    touches: draft.touches,
    copyOf: draft.copyOf,
    copyOfRevision: draft.copyOfRevision,
    copyKind: draft.copyKind,
    cites: draft.cites.map((role) => hostOf(cast, role)),
  };
}

function disputesOf(claims: TrueClaim[], { articles }: Known): Truth['disputes'] {
  return claims.flatMap((claim) =>
    claim.mentions
      .filter(({ relation }) => relation === 'disputes')
      .map(({ article, speaker, target }) => {
        const { host } = articles.find(({ id }) => id === article) as Article;
        return { story: claim.story, claim: claim.id, host, article, speaker, target: target ?? 'claim' };
      }),
  );
}

const TYPES = {
  originates: 'originated',
  repeats: 'repeated',
  varies: 'varied',
  disputes: 'disputed',
} as const;

/** One alert per type, claim and outlet, with the speaker for a dispute and the revision for a correction. */
function alertsOf(claims: TrueClaim[], placed: Placed[], notes: Notes): TrueAlert[] {
  const out = new Map<string, TrueAlert>();
  const origins = new Set<string>();
  const founders = new Map<string, string>();
  // The earliest first: only then is it known whether an origin is new.
  for (const each of placed.filter(({ mark }) => mark.claim !== '').toSorted((a, b) => a.step - b.step)) {
    const { draft, mark, revision, step } = each;
    const { host } = draft.outlet;
    const claim = claims.find(({ id }) => id === mark.claim) as TrueClaim;
    if (mark.relation === 'originates') founders.set(claim.id, host);
    const type = typeOf(each, notes, origins);
    // An outlet's follow-up says again what it was the first to say: no news.
    if (type === 'repeated' && founders.get(claim.id) === host) continue;
    const speaker = type === 'disputed' ? (speakerOf(mark, notes)?.name ?? null) : null;
    const key = [type, claim.id, host, speaker, type === 'corrected' ? revision : ''].join('|');
    const copy = draft.copyKind !== null;
    const alert = {
      step,
      type,
      story: claim.story,
      claim: claim.id,
      host,
      article: draft.id,
      change: changeOf(mark),
    };
    if (!out.has(key)) out.set(key, { ...alert, speaker, copy });
  }
  return [...out.values()];
}

/** What a mention is told as; notes its origin in `origins`. */
function typeOf(each: Placed, notes: Notes, origins: Set<string>): TrueAlert['type'] {
  const { mark, revision } = each;
  const origin = originOf(each, notes);
  const key = `${mark.claim} ${origin?.kind} ${origin?.name}`;
  const isNew = origin !== null && !origins.has(key);
  if (origin) origins.add(key);
  if (revision > 1 && mark.options.has('corrected')) return 'corrected';
  if (mark.relation === 'repeats' && isNew) return 'confirmed';
  return TYPES[mark.relation as Relation];
}

/** A claim that an outlet made in one revision of an article and no longer makes in the next. */
function withdrawalsOf(claims: TrueClaim[], { drafts, articles }: Known): TrueAlert[] {
  return drafts.flatMap(({ id, outlet, revisions, copyKind }) =>
    revisions.slice(1).flatMap(({ marks }, at) => {
      const kept = new Set(marks.map(({ claim }) => claim));
      const gone = new Set(
        revisions[at]?.marks.map(({ claim }) => claim).filter((claim) => !kept.has(claim)),
      );
      gone.delete('');
      const article = articles.find((each) => each.id === id) as Article;
      return [...gone].map((claim): TrueAlert => {
        return {
          step: (article.revisions[at + 1] as Article['revisions'][number]).atStep,
          type: 'withdrawn',
          story: (claims.find((each) => each.id === claim) as TrueClaim).story,
          claim,
          host: outlet.host,
          article: id,
          change: null,
          speaker: null,
          copy: copyKind !== null,
        };
      });
    }),
  );
}
