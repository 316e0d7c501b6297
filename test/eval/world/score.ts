import type { EventObject, MentionObject } from '@hearsay/api';
import type { TrueAlert, TrueClaim } from '../../world/index.js';
import { placeOf } from '../seeds/locate.js';
import { bCubed } from './bcubed.js';
import type { Played, Row } from './run.js';

/** A figure of one world: a share, with its parts where it has them. */
export interface Figure {
  name: string;
  right: number;
  all: number;
  /** What is wrong, for a person to read; `key` is the same in every cast. */
  wrong: { key: string; text: string }[];
  /** True where fewer is better and the best is none. */
  count?: boolean;
}

type Wrong = Figure['wrong'];

export function scoreWorld(played: Played): Figure[] {
  const { rows } = played;
  const located = rows.filter((row) => row.mention !== null);
  return [
    ...storyFigures(played),
    ...copyFigures(played),
    ...citeFigures(played),
    boilerplate(played),
    shareOf('mentions: words in the text', rows, (row) => row.inText),
    shareOf('mentions found', rows, (row) => row.mention !== null),
    claimFigure(rows),
    shareOf('relation', rows, (row) => row.mention?.relation === row.truth.relation),
    shareOf('relation, of those found', located, (row) => row.mention?.relation === row.truth.relation),
    shareOf(
      'change of variations',
      located.filter((row) => row.truth.change !== null && row.truth.relation === 'varies'),
      (row) => row.mention?.change === row.truth.change,
    ),
    shareOf(
      'hedged',
      located.filter((row) => row.truth.hedged),
      (row) => row.mention?.hedged === true,
    ),
    shareOf(
      'speaker',
      located.filter((row) => row.truth.speaker !== null),
      speakerRight,
    ),
    shareOf('via', located, (row) => viaRight(row, played)),
    shareOf(
      'via, as a domain',
      located.filter((row) => isWatched(row.truth.via, played)),
      (row) => row.mention?.via?.outlet === row.truth.via,
    ),
    ...disputeFigures(played),
    ...notClaimFigures(played),
    origins('origins of the lead claims', played, (claim) => leads.has(claim.id)),
    origins('origins of all claims', played, () => true),
    ...alertFigures(played),
  ];
}

/** The claim each story is about: of the demo world, then of the held-out world. */
const leads = new Set([
  ...['shipped', 'b-dead', 'c-dead', 'd-vote'],
  ...['w-missing', 'f-fee', 'v-guilty', 's-filed', 'q-dead', 'r-days', 'm-total', 'p-sleep'],
]);

function shareOf(name: string, rows: Row[], test: (row: Row) => boolean): Figure {
  const wrong = rows.filter((row) => !test(row)).map((row) => ({ key: keyOf(row), text: textOf(row) }));
  return { name, right: rows.length - wrong.length, all: rows.length, wrong };
}

export const keyOf = ({ truth, claim }: Row) =>
  `${truth.article} ${claim} ${truth.in === 'title' ? 'title ' : ''}${truth.relation}`;

function textOf({ truth, mention, ours, inText }: Row): string {
  const got =
    mention === null
      ? inText
        ? 'no mention'
        : 'not in the text'
      : `${mention.relation}${mention.change ? ` ${mention.change}` : ''} [${mention.speaker ?? '-'} via ${mention.via?.outletName ?? '-'}] in “${ours?.text.slice(0, 60)}”`;
  const want = `${truth.relation}${truth.change ? ` ${truth.change}` : ''} [${truth.speaker ?? '-'} via ${truth.via ?? '-'}]`;
  return `“${truth.piece.slice(0, 90)}”: ${want}; got ${got}`;
}

function claimFigure(rows: Row[]): Figure {
  const scores = bCubed(
    rows,
    (row) => row.claim,
    (row) => row.ours?.id ?? null,
  );
  const wrong: Wrong = [];
  for (const claim of new Set(rows.map((row) => row.claim))) {
    const own = rows.filter((row) => row.claim === claim);
    const parts = new Map<string, number>();
    for (const row of own)
      parts.set(row.ours?.id ?? 'missed', (parts.get(row.ours?.id ?? 'missed') ?? 0) + 1);
    const others = new Set(
      rows.filter((row) => row.claim !== claim && row.ours && parts.has(row.ours.id)).map((row) => row.claim),
    );
    if (parts.size === 1 && others.size === 0) continue;
    const spread = [...parts].map(([id, count]) => `${id.slice(0, 8)}:${count}`).join(' ');
    wrong.push({
      key: claim,
      text: `${own.length} mentions in ${spread}${others.size > 0 ? `; together with ${[...others].join(', ')}` : ''}`,
    });
  }
  return { name: `claims, B-cubed F1`, right: scores.f1, all: 1, wrong };
}

function storyFigures({ world, made, articles }: Played): Figure[] {
  const items = world.truth.articles.filter(({ touches }) => touches.length === 0);
  const goldOf = (each: (typeof items)[number]) => each.story ?? `alone ${each.id}`;
  const storyOf = new Map(
    made.stories.flatMap((story) => story.articles.map((id) => [id, story.id] as const)),
  );
  const oursOf = (id: string) => storyOf.get(articles.get(id)?.id ?? '') ?? null;
  const { f1 } = bCubed(items, goldOf, (each) => oursOf(each.id));
  const touching = world.truth.articles.filter(({ touches }) => touches.length > 0);
  const wrong: Wrong = touching
    .filter((each) => {
      const right = [each.story, ...each.touches];
      return !items.some(
        (other) => right.includes(other.story ?? '') && oursOf(other.id) === oursOf(each.id),
      );
    })
    .map(({ id }) => ({ key: id, text: 'in none of the stories it touches' }));
  for (const each of items) {
    const mates = items.filter((other) => oursOf(other.id) !== null && oursOf(other.id) === oursOf(each.id));
    const should = items.filter((other) => goldOf(other) === goldOf(each));
    const differ = [
      ...mates.filter((other) => !should.includes(other)).map(({ id }) => `with ${id}`),
      ...should.filter((other) => !mates.includes(other)).map(({ id }) => `without ${id}`),
    ];
    if (differ.length > 0) wrong.push({ key: each.id, text: differ.join(', ') });
  }
  return [
    { name: 'stories, B-cubed F1', right: f1, all: 1, wrong },
    { name: 'stories exact', right: wrong.length === 0 ? 1 : 0, all: 1, wrong: [] },
  ];
}

function copyFigures({ world, articles }: Played): Figure[] {
  const copies = world.truth.articles.filter(({ copyOf }) => copyOf !== null);
  const told = copies.map((copy) => {
    const made = articles.get(copy.id);
    const of = world.truth.articles.find(({ id }) => articles.get(id)?.id === made?.copyOf)?.id ?? null;
    const text = `${copy.copyKind} of ${copy.copyOf} (revision ${copy.copyOfRevision ?? 1}); got ${made?.copyKind ?? 'no copy'} of ${of ?? '-'}`;
    return {
      key: copy.id,
      text,
      of: of === copy.copyOf,
      kind: of === copy.copyOf && made?.copyKind === copy.copyKind,
    };
  });
  const extra = world.truth.articles
    .filter(({ id, copyOf }) => copyOf === null && articles.get(id)?.copyOf != null)
    .map(({ id }) => ({ key: id, text: `no copy; got ${articles.get(id)?.copyKind}` }));
  const figure = (name: string, right: typeof told): Figure => {
    return {
      name,
      right: right.length,
      all: told.length,
      wrong: told.filter((each) => !right.includes(each)),
    };
  };
  return [
    figure(
      'copies, of whom',
      told.filter((each) => each.of),
    ),
    figure(
      'copies, of whom and kind',
      told.filter((each) => each.kind),
    ),
    { name: 'false copies', right: extra.length, all: 0, wrong: extra, count: true },
  ];
}

function citeFigures({ world, articles }: Played): Figure[] {
  const names = new Map(
    world.outlets.map(({ host, name }) => [host, name.toLowerCase().replace(/^the /, '')]),
  );
  const missed: Wrong = [];
  const extra: Wrong = [];
  let all = 0;
  for (const each of world.truth.articles) {
    const made = articles.get(each.id)?.cites ?? [];
    const isOf = (cite: (typeof made)[number], host: string) =>
      cite.outlet === host || cite.outletName.toLowerCase().replace(/^the /, '') === names.get(host);
    all += each.cites.length;
    for (const host of each.cites)
      if (!made.some((cite) => isOf(cite, host)))
        missed.push({
          key: each.id,
          text: `${names.get(host)}; got ${made.map((cite) => cite.outletName).join(', ') || 'none'}`,
        });
    for (const cite of made)
      if (!each.cites.some((host) => isOf(cite, host)))
        extra.push({ key: each.id, text: `${cite.outletName}: ${cite.sentence.slice(0, 140)}` });
  }
  return [
    { name: 'citations', right: all - missed.length, all, wrong: missed },
    { name: 'false citations', right: extra.length, all: 0, wrong: extra, count: true },
  ];
}

function boilerplate({ world, articles, made }: Played): Figure {
  const wrong = world.truth.boilerplate.flatMap(({ article: id, piece, where }) => {
    const article = articles.get(id);
    if (article === undefined) return [];
    const said = made.claims.some(({ mentions }) =>
      mentions.some((each) => each.article === article.id && each.sentence.includes(piece)),
    );
    return placeOf(piece, { ...article, title: null }) !== null || said
      ? [{ key: `${id} ${where}`, text: piece.slice(0, 110) }]
      : [];
  });
  return { name: 'boilerplate slipped in', right: wrong.length, all: 0, wrong, count: true };
}

/** Whether the outlet of this domain has articles here; one that is only named can be known by name alone. */
function isWatched(host: string | null, { world }: Played): boolean {
  return world.articles.some((article) => article.host === host);
}

/** The same person, by any part of the name that is theirs, or the same nameless source, whatever its article. */
function speakerRight({ mention, truth }: Row): boolean {
  const plain = (text: string | null | undefined) =>
    (text ?? '')
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/^(?:an?|the|one) /, '');
  const [got, want] = [plain(mention?.speaker), plain(truth.speaker)];
  if (got === want) return true;
  if (got === '') return false;
  const last = (text: string) => text.split(/\s+/).at(-1) ?? '';
  return truth.speakerNamed === true
    ? last(got) === last(want)
    : want.includes(last(got)) || got.includes(last(want));
}

/** The outlet relied on, by domain or by name, whatever its article. */
function viaRight({ mention, truth }: Row, { world }: Played): boolean {
  const via = mention?.via ?? null;
  if (via === null || truth.via === null) return via === truth.via;
  const plain = (name: string) => name.toLowerCase().replace(/^the /, '');
  const name = world.outlets.find(({ host }) => host === truth.via)?.name ?? '';
  return via.outlet === truth.via || (via.outlet === null && plain(via.outletName) === plain(name));
}

function disputeFigures(played: Played): Figure[] {
  const { world, made, articles, rows } = played;
  const disputing = rows.filter((row) => row.truth.relation === 'disputes');
  const homes = homesOf(rows);
  const onRight = (row: Row) => row.mention?.relation === 'disputes' && homes.get(row.claim) === row.ours?.id;
  const known = new Set(disputing.flatMap((row) => [row.mention?.id, row.mention?.sentence]));
  const ids = new Map([...articles].map(([id, article]) => [article.id, id]));
  const ours = made.claims.flatMap((claim) =>
    claim.mentions.filter((each) => each.relation === 'disputes').map((mention) => ({ mention, claim })),
  );
  const falseOnes = ours.filter(({ mention }) => !known.has(mention.id) && !known.has(mention.sentence));
  const denials = world.truth.notDisputes.flatMap(({ article: id, piece }) => {
    const article = articles.get(id);
    const place = article && placeOf(piece, article);
    if (!article || !place) return [];
    const taken = ours.find(({ mention }) => mention.article === article.id && overlaps(mention, place));
    return [{ key: id, text: `“${piece.slice(0, 100)}”`, taken: taken !== undefined }];
  });
  return [
    shareOf('disputes found', disputing, (row) => row.mention?.relation === 'disputes'),
    shareOf('disputes on the right claim', disputing, onRight),
    {
      name: 'false disputes',
      right: falseOnes.length,
      all: 0,
      count: true,
      wrong: falseOnes.map(({ mention, claim }) => ({
        key: ids.get(mention.article) ?? '',
        text: `“${mention.sentence.slice(0, 140)}” against “${claim.text.slice(0, 70)}” (${mention.why})`,
      })),
    },
    {
      name: 'words of denial left alone',
      right: denials.filter((each) => !each.taken).length,
      all: denials.length,
      wrong: denials.filter((each) => each.taken),
    },
  ];
}

/** Sentences that hold nothing to follow, and in how many of them a claim was found; none where none are marked. */
function notClaimFigures({ world, made, articles }: Played): Figure[] {
  const all = made.claims.flatMap((claim) => claim.mentions);
  const told = world.truth.notClaims.flatMap(({ article: id, piece }) => {
    const article = articles.get(id);
    const place = article && placeOf(piece, article);
    if (!article || !place) return [];
    const taken = all.some((mention) => mention.article === article.id && overlaps(mention, place));
    return [{ key: id, text: `“${piece.slice(0, 100)}”`, taken }];
  });
  if (told.length === 0) return [];
  const wrong = told.filter((each) => each.taken);
  const right = told.length - wrong.length;
  return [{ name: 'nothing to follow, left alone', right, all: told.length, wrong }];
}

function overlaps(mention: MentionObject, place: { in: string; start: number; end: number }): boolean {
  return mention.in === place.in && mention.start < place.end && place.start < mention.end;
}

/** The claim of ours that holds most asserting mentions of each true one. */
function homesOf(rows: Row[]): Map<string, string> {
  const homes = new Map<string, string>();
  for (const claim of new Set(rows.map((row) => row.claim))) {
    const counts = new Map<string, number>();
    for (const row of rows)
      if (row.claim === claim && row.ours && row.truth.relation !== 'disputes')
        counts.set(row.ours.id, (counts.get(row.ours.id) ?? 0) + 1);
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    if (most) homes.set(claim, most[0]);
  }
  return homes;
}

function origins(name: string, { world, made, rows }: Played, wanted: (claim: TrueClaim) => boolean): Figure {
  const homes = homesOf(rows);
  const claims = world.truth.claims.filter(wanted);
  const plain = (origin: { kind: string; name: string }) =>
    `${origin.kind} ${origin.name
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/^(?:the|an?) /, '')}`;
  const wrong = claims.flatMap((claim) => {
    const ours = made.claims.find(({ id }) => id === homes.get(claim.id));
    const [want, got] = [
      claim.origins.map(plain).sort().join('; '),
      (ours?.origins ?? []).map(plain).sort().join('; '),
    ];
    return want === got ? [] : [{ key: claim.id, text: `${want}; got ${got || 'none'}` }];
  });
  return { name, right: claims.length - wrong.length, all: claims.length, wrong };
}

/** Expected alerts by type: an event of that type, outlet and a claim that holds mentions of the true one. */
function alertFigures({ world, made, articles, rows }: Played): Figure[] {
  const claimsOf = new Map<string, Set<string>>();
  for (const row of rows)
    if (row.ours) claimsOf.set(row.claim, (claimsOf.get(row.claim) ?? new Set()).add(row.ours.id));
  const isTold = (alert: TrueAlert) => made.events.some((event) => matches(event, alert));
  const matches = (event: EventObject, alert: TrueAlert) =>
    event.type === alert.type &&
    event.article === articles.get(alert.article)?.id &&
    (claimsOf.get(alert.claim)?.has(event.claim ?? '') || alert.type === 'withdrawn');
  const types = [...new Set(world.truth.alerts.map(({ type }) => type))].sort();
  return [...types, null].map((type): Figure => {
    const expected = world.truth.alerts.filter((alert) => type === null || alert.type === type);
    const wrong = expected
      .filter((alert) => !isTold(alert))
      .map((alert) => ({
        key: `${alert.article} ${alert.claim} ${alert.type}`,
        text: `${alert.host}${alert.copy ? ', a copy' : ''}`,
      }));
    return {
      name:
        type === null
          ? 'expected events'
          : `  ${type} (of ${made.events.filter((event) => event.type === type).length} made)`,
      right: expected.length - wrong.length,
      all: expected.length,
      wrong: type === null ? [] : wrong,
    };
  });
}
