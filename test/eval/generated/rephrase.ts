/* Tables of this file are its own: the detector under test must not know what is rewritten. */
const spelt: [string, string][] = [
  ['2', 'two'],
  ['3', 'three'],
  ['4', 'four'],
  ['5', 'five'],
  ['6', 'six'],
  ['7', 'seven'],
  ['8', 'eight'],
  ['9', 'nine'],
  ['10', 'ten'],
  ['11', 'eleven'],
  ['12', 'twelve'],
  ['20', 'twenty'],
  ['30', 'thirty'],
  ['40', 'forty'],
  ['50', 'fifty'],
];
const wordings: [RegExp, string][] = [
  [/\bmore than (?=\d)/, 'over '],
  [/\bover (?=[\d$])/, 'more than '],
  [/(?<=\d )percent\b/, 'per cent'],
  [/(?<=\d)%/, ' percent'],
  [/\bdid not\b/, "didn't"],
  [/\bis not\b/, "isn't"],
  [/\bwas not\b/, "wasn't"],
  [/\bhas not\b/, "hasn't"],
  [/\bwould not\b/, "wouldn't"],
  [/\bdidn['’]t\b/, 'did not'],
  [/\bisn['’]t\b/, 'is not'],
  [/\bdoesn['’]t\b/, 'does not'],
  [/\bwon['’]t\b/, 'will not'],
  [/\bU\.S\.(?= [a-z])/, 'US'],
  [/\bthe United States\b/, 'the U.S.'],
  [/\babout (?=\d)/, 'around '],
  [/\bnearly (?=\d)/, 'almost '],
  [/\bsaid that\b/, 'said'],
];

/** Ways in which the same fact is put another way by hand of a machine: numbers spelt, contractions, the speaker or the day moved. */
const rewrites: ((sentence: string) => string)[] = [
  ...spelt.flatMap(([digits, word]) => [
    (sentence: string) => sentence.replace(new RegExp(`(?<=[a-z] )${digits}(?= [a-z]{3})`), word),
    (sentence: string) => sentence.replace(new RegExp(`(?<=[a-z] )${word}(?= [a-z]{3})`), digits),
  ]),
  ...wordings.map(
    ([from, to]) =>
      (sentence: string) =>
        sentence.replace(from, to),
  ),
  // "X said the bridge was shut." – "The bridge was shut, X said."
  (sentence) =>
    sentence.replace(
      /^((?:\p{Lu}[\p{L}.-]+ ){1,3}|(?:The )?[Pp]olice |Officials )said (?:that )?((?:the|a|he|she|it|they|two|three|no) [^"“”]{30,})\.$/u,
      (_, who: string, what: string) => `${what[0]!.toUpperCase()}${what.slice(1)}, ${who}said.`,
    ),
  // "The bridge was shut, X said." – "X said the bridge was shut."
  (sentence) =>
    sentence.replace(
      /^(The|A|He|She|It|They) ([^"“”,]{30,}), ((?:\p{Lu}[\p{L}.-]+ ){1,3}|police |officials )said\.$/u,
      (_, first: string, what: string, who: string) =>
        `${who[0]!.toUpperCase()}${who.slice(1)}said ${first.toLowerCase()} ${what}.`,
    ),
  // "…, according to X." – "According to X, …"
  (sentence) =>
    sentence.replace(
      /^(The|A|It|More|Two|Three) ([^"“”]{30,}), according to ([^,"“”]{3,60})\.$/,
      (_, first: string, what: string, who: string) => `According to ${who}, ${first.toLowerCase()} ${what}.`,
    ),
  // "On Monday, the bridge …" – "The bridge … on Monday."
  (sentence) =>
    sentence.replace(
      /^(On|In) (\p{Lu}\p{L}+|\d{4}), ([^"“”]{30,})\.$/u,
      (_, at: string, day: string, what: string) =>
        `${what[0]!.toUpperCase()}${what.slice(1)} ${at.toLowerCase()} ${day}.`,
    ),
];

/** At most this many rewrites are done at once. */
const most = 3;

/** The same fact put another way; null where no rewrite fits. */
export function rephrase(sentence: string): string | null {
  let [text, done] = [sentence, 0];
  for (const rewrite of [...rewrites].reverse()) {
    const next = rewrite(text);
    if (next === text) continue;
    text = next;
    done += 1;
    if (done === most) break;
  }
  return done === 0 ? null : text;
}
