import type { SpeechVerb } from './index.js';

/** Cue words by what they do with the content; anything else that reports speech is `said`. Lemmas and set phrases. */
const kinds: readonly (readonly [SpeechVerb, string])[] = [
  [
    'denied',
    'deny denies denied denying denial denials reject rejects rejected rejecting dispute disputes disputed disputing refute refutes refuted refuting dismiss dismisses dismissed dismissing rebut rebutted contradict contradicts contradicted disavow disavowed',
  ],
  ['declined', 'decline declines declined declining refuse refuses refused refusing'],
  [
    'confirmed',
    'confirm confirms confirmed confirming confirmation acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting concede concedes conceded conceding',
  ],
  [
    'reported',
    'report reports reported reporting publish published publishes reveal reveals revealed revealing disclose discloses disclosed cite cites cited citing',
  ],
  ['told', 'tell tells told telling inform informs informed brief briefed'],
  [
    'claimed',
    'claim claims claimed claiming allege alleges alleged alleging allegedly insist insists insisted insisting assert asserts asserted asserting maintain maintains maintained contend contends contended accuse accuses accused accusing',
  ],
  [
    'asked',
    'ask asks asked asking question questions questioned questioning wonder wonders wondered urge urges urged demand demands demanded',
  ],
  [
    'announced',
    'announce announces announced announcing announcement declare declares declared unveil unveiled',
  ],
  ['warned', 'warn warns warned warning caution cautions cautioned'],
  [
    'believed',
    'believe believes believed believing think thinks thought feel feels felt hope hopes hoped expect expects expected expecting suspect suspects suspected fear fears feared know knows knew want wants wanted',
  ],
  [
    'showed',
    'show shows showed showing shown suggest suggests suggested suggesting indicate indicates indicated indicating find finds found finding seem seems seemed appear appears appeared',
  ],
  ['according-to', 'according per'],
];

const kindOf = new Map<string, SpeechVerb>(
  kinds.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);

/** What a cue ("has flatly denied", "told", "according to") does with its content; the last telling word decides. */
export function verbOf(cue: string): SpeechVerb {
  const words: readonly string[] = cue.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.includes('not') && words.includes('comment')) return 'declined';
  for (const word of words) {
    const kind = kindOf.get(word);
    if (kind !== undefined) return kind;
  }
  return 'said';
}
