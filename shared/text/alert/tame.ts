import { withoutHostile } from './escape.js';
import type { AlertBody, AlertLine } from './types.js';

/** Longest of each that a channel shows: names of outlets and people, titles and claims, sentences, headlines. */
const [longestName, longestTitle, longestSentence, longestHeadline] = [100, 200, 800, 500] as const;

/** Addresses are longer than this only to harm. */
const longestAddress = 2_000;

/** An alert as channels that people read show it: every text of others on one line, without controls and direction marks, cut. */
export function tame(body: AlertBody): AlertBody {
  return {
    ...body,
    story: { ...body.story, title: body.story.title === null ? null : line(body.story.title, longestTitle) },
    outlet: { ...body.outlet, name: line(body.outlet.name, longestName) },
    article: body.article && {
      ...body.article,
      url: body.article.url.length > longestAddress ? '' : withoutHostile(body.article.url),
      title: body.article.title === null ? null : line(body.article.title, longestTitle),
    },
    headline: line(body.headline, longestHeadline),
    lines: body.lines.map(tameLine),
    blind: body.blind.map(({ outlet, since, why }) => {
      return { outlet: line(outlet, longestName), since, why: line(why, longestTitle) };
    }),
    parts: body.parts.map((part) => ({ ...part, headline: line(part.headline, longestHeadline) })),
  };
}

function tameLine(each: AlertLine): AlertLine {
  const { firstSeen, answers, difference } = each;
  return {
    ...each,
    text: line(each.text, longestHeadline),
    how: each.how == null ? null : line(each.how, longestHeadline),
    claim: { ...each.claim, text: line(each.claim.text, longestSentence) },
    sentence: each.sentence === null ? null : line(each.sentence, longestSentence),
    speaker: each.speaker === null ? null : line(each.speaker, longestName),
    origins: each.origins.map((origin) => ({ ...origin, name: line(origin.name, longestName) })),
    firstSeen: firstSeen && { ...firstSeen, outletName: line(firstSeen.outletName, longestName) },
    // Marks in a sentence that is cut would mark what is not there.
    difference:
      difference === null || (each.sentence?.length ?? 0) > longestSentence
        ? null
        : difference.map((part) => ({ ...part, text: withoutHostile(part.text) })),
    answers: answers && {
      ...answers,
      sentence: line(answers.sentence, longestSentence),
      outletName: line(answers.outletName, longestName),
    },
  };
}

function line(text: string, longest: number): string {
  // Cut before white space is looked at: what is thrown away costs nothing.
  const flat = withoutHostile(text.slice(0, longest * 4))
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length <= longest ? flat : `${flat.slice(0, longest - 1).trimEnd()}…`;
}
