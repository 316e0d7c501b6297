import type { CitationHow } from './index.js';

/** How the words right before or after an outlet's name make it a citation. The first cue that fits decides. */
interface Cue {
  how: CitationHow;
  before?: RegExp;
  after?: RegExp;
}

const the = String.raw`(?:the\s+|its\s+|a\s+|an\s+|\p{Ll}+-based\s+|(?:news\s+)?(?:network|agency|outlet|newspaper|broadcaster|channel|station|website|magazine)\s+)*`;
const before = (pattern: string): RegExp => new RegExp(`${pattern}\\s+${the}$`, 'iu');

const spoke =
  '(?:(?:told|tells|telling|tell|informed)|(?:interview|conversation|chat)\\s+(?:\\w+\\s+)?(?:with|on|for|by)|(?:spoke|speaking|talked|talking|spoken|appeared|appearing)\\s+(?:exclusively\\s+)?(?:with|to|on)|' +
  '(?:statement|statements|comment|comments|email|emails|remarks|e-mail|message|response)\\s+(?:\\w+\\s+)?(?:to|for)|confirmed\\s+to|confirmed\\s+for|said\\s+(?:to|on)|(?:provided|given|sent|leaked|shown|released)\\s+(?:exclusively\\s+)?to|shared\\s+with)';

export const cues: readonly Cue[] = [
  {
    how: 'originally-appeared',
    before: before(
      '(?:originally|first)\\s+(?:appeared|published|posted|ran|printed|aired|broadcast)\\s+(?:on|in|at|by|with)',
    ),
  },
  {
    how: 'originally-appeared',
    before: before(
      '(?:republished|reprinted|syndicated|reproduced)\\s+(?:with\\s+permission\\s+)?(?:from|by|courtesy\\s+of)',
    ),
  },
  {
    how: 'first-reported',
    before: before(
      '(?:first|originally|initially)\\s+(?:reported|revealed|disclosed|obtained|broken|published|noted)\\s+(?:\\w+\\s+)?(?:by|in|on)',
    ),
  },
  {
    how: 'first-reported',
    after:
      /^(?:’s|'s)?,?\s+(?:was\s+(?:the\s+)?first\s+to\s+(?:report|publish)|(?:which\s+|who\s+)?(?:first|originally|initially)\s+(?:reported|revealed|broke|published|obtained))/iu,
  },
  { how: 'told', before: before(spoke) },
  {
    how: 'according-to',
    before: before(
      '(?:according\\s+to|per)(?:\\s+(?:a|an|the)\\s+(?:\\w+\\s+)?(?:report|story|article|analysis|investigation|tally|poll)\\s+(?:in|by|from|on))?',
    ),
  },
  {
    how: 'reported',
    before: before(
      '(?:reported|reporting|report|reports|revealed|published|story|stories|article|articles|investigation|interviewed|disclosed|obtained|reviewed|seen|viewed|cited|quoted|poll|survey|analysis|review|tally|count|citing|as|cites|quoting)\\s+(?:\\w+\\s+){0,2}(?:by|in|from|on|of|with)',
    ),
  },
  { how: 'reported', before: before('(?:citing|cited|quoting|cites)') },
  {
    how: 'reported',
    after:
      /^(?:’s|'s)?,?\s+(?:(?:also|has|had|have|later|previously|separately|exclusively|\w+ly)\s+){0,3}(?:reported|reports|reporting|said|says|wrote|writes|revealed|reveals|found|noted|notes|quoted|cited|cites|obtained|published|confirmed|learned|added|claimed|stated|broke|described|estimated|explained|tallied|interviewed)\b/iu,
  },
  {
    how: 'reported',
    after: /^\s+(?:(?:on|last|this|earlier|late)\s+)?(?:\p{Lu}?\p{Ll}+\s+){0,2}reported\b/u,
  },
  {
    how: 'reported',
    after:
      /^(?:’s|'s)?\s+(?:(?:original|earlier|initial|exclusive|own|latest|recent)\s+)?(?:report|reporting|story|article|investigation|reporter|reporters|correspondent|journalist|interview|exclusive|scoop|account|tally|analysis|review|poll|survey)\b/iu,
  },
  {
    how: 'wire-credit',
    before:
      /(?:^|\n)\s*(?:by|via|source|credit)[:\s]+(?:the\s+)?(?:[\p{L}.’' -]{2,60}[,|/]\s+(?:the\s+)?)?$/iu,
  },
];
