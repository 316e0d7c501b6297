/** What a cue does with its content. `other`: an attitude or act ("is looking to", "endorsed"), not a report of words. */
export type SpeechVerb =
  | 'said'
  | 'told'
  | 'denied'
  | 'confirmed'
  | 'reported'
  | 'declined'
  | 'claimed'
  | 'asked'
  | 'announced'
  | 'warned'
  | 'believed'
  | 'showed'
  | 'according-to'
  | 'other';

/** Cue words by what they do. Where a cue holds several, the first kind of this list that fits decides: "told … he denied" is told. */
const kinds: readonly (readonly [SpeechVerb, string])[] = [
  [
    'denied',
    'deny denies denied denying denial denials reject rejects rejected rejecting dispute disputes disputed disputing refute refutes refuted refuting ' +
      'dismiss dismisses dismissed dismissing rebut rebutted rebutting contradict contradicts contradicted disavow disavowed disavowing debunked',
  ],
  ['declined', 'decline declines declined declining refuse refuses refused refusing'],
  [
    'confirmed',
    'confirm confirms confirmed confirming confirmation acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting concede concedes conceded conceding',
  ],
  [
    'claimed',
    'claim claims claimed claiming allege alleges alleged alleging allegedly insist insists insisted insisting assert asserts asserted asserting ' +
      'maintain maintains maintained contend contends contended contending accuse accuses accused accusing purportedly',
  ],
  [
    'announced',
    'announce announces announced announcing announcement declare declares declared declaring unveil unveils unveiled proclaim proclaimed',
  ],
  ['warned', 'warn warns warned warning caution cautions cautioned cautioning'],
  [
    'reported',
    'report reports reported reporting reportedly publish publishes published reveal reveals revealed revealing disclose discloses disclosed cite cites cited citing quoted quoting quotes learned learnt understands obtained detailed',
  ],
  [
    'told',
    'tell tells told telling inform informs informed informing brief briefed assure assures assured assuring remind reminded',
  ],
  [
    'asked',
    'ask asks asked asking question questions questioned questioning wonder wonders wondered wondering urge urges urged urging demand demands demanded demanding',
  ],
  [
    'said',
    'say says said saying add adds added adding write writes wrote writing written note notes noted noting state states stated stating statement ' +
      'explain explains explained explaining argue argues argued arguing tweet tweets tweeted post posts posted respond responds responded responding reply replies replied ' +
      'call calls called calling describe describes described describing continue continues continued testify testifies testified comment comments commented commenting ' +
      'declare remark remarked observe observed mention mentions mentioned speak speaks spoke recall recalls recalled recalling stress stresses stressed repeat repeats repeated repeating reiterating emphasize emphasizes emphasized emphasizing ' +
      'conclude concludes concluded joke joked quip quipped vow vows vowed pledge pledges pledged promise promises promised agree agreed agrees predict predicts predicted ' +
      'criticize criticized criticizing criticise criticised praise praised condemn condemned blast blasted slam slammed tout touted reiterate reiterated point pointed points pointing ' +
      'rule ruled rules heard fume fumes fumed fuming rage raged thundered sighed sigh laughed stormed quipping ' +
      'read reads outline outlined interview voiced expressed expressing',
  ],
  ['according-to', 'according per'],
  [
    'believed',
    'believe believes believed believing think thinks thought thinking feel feels felt hope hopes hoped hoping expect expects expected expecting ' +
      'suspect suspects suspected fear fears feared know knows knew known want wants wanted doubt doubts doubted consider considers considered',
  ],
  [
    'showed',
    'show shows showed showing shown suggest suggests suggested suggesting indicate indicates indicated indicating find finds found finding seem seems seemed appear appears appeared estimate estimates estimated',
  ],
];

const order = new Map(kinds.map(([kind], index) => [kind, index]));
const kindOf = new Map<string, SpeechVerb>(
  [...kinds].reverse().flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);

/** What a cue ("has flatly denied", "told", "according to") does with its content. */
export function verbOf(cue: string): SpeechVerb {
  const lower = cue.toLowerCase();
  if (/\b(?:not|n[’']t)\b.*\b(?:comment|respond|reply|answer|return)/.test(lower)) return 'declined';
  const words: readonly string[] = lower.match(/\p{L}+/gu) ?? [];
  const found = words.map((word) => kindOf.get(word)).filter((kind) => kind !== undefined);
  if (found.length === 0) return /^[:―—–-]$/.test(lower.trim()) ? 'said' : 'other';
  return found.reduce((best, kind) => (order.get(kind)! < order.get(best)! ? kind : best));
}

const speaking: ReadonlySet<SpeechVerb> = new Set([
  'said',
  'told',
  'confirmed',
  'claimed',
  'announced',
  'warned',
  'reported',
]);

/** True for a single verb that hands over words ("said", "warned"), whoever its subject. */
export function isSpeaking(word: string): boolean {
  const kind = kindOf.get(word.toLowerCase());
  return kind !== undefined && speaking.has(kind);
}

/** Verbs that news puts before their subject: "…, said the officials". */
export const isInvertible = (word: string): boolean =>
  /^(?:said|says|say|added|adds|wrote|writes|reported|reports|explained|explains|noted|notes|warned|warns|confirmed|confirms|announced|insisted|insists|argued|argues|claimed|claims|tweeted|admitted|admits|recalled|recalls)$/i.test(
    word,
  );

/** Verbs that stand before their subject behind quoted words alone: "…,” blasted the coach". */
export const isLoud = (word: string): boolean =>
  /^(?:blasted|fumed|raged|stormed|thundered|joked|quipped|laughed|sighed|stressed|declared|concluded|continued|remarked|cried|shouted|asked|recalled|vowed|promised|predicted|responded|replied)$/i.test(
    word,
  );

/** Finite verbs that hand over a statement when "that" follows. */
export const handsOver = (word: string): boolean =>
  /^(?:repeat|reiterat|stress|insist|maintain|assert|argu|claim|alleg|warn|not|add|explain|confirm|acknowledg|admit|conced|den(?:y|i)|announc|declar|reveal|disclos|testif|testify|contend|predict|stat|conclud|report|estimat)(?:s|es|ies|ed|ied)$/i.test(
    word,
  );
