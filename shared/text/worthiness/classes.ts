/**
 * Classes of words that make a sentence checkable, or keep it from being so. Lemmas or plain forms; each class has the
 * reason it is here. They let the model read news it was not trained on: the words it knows come from debates.
 */
const table: Record<string, string> = {
  // Amounts written out.
  amount:
    'one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion ' +
    'trillion dozen half third quarter twice double triple percent percentage fourth fifth',
  // Things that are counted: with a number they are nearly always checkable.
  unit: 'job people worker percent dollar million billion trillion year month day week time vote state country tax point hour family child student troop death case ton mile barrel gallon',
  // Movement of a figure, the commonest checkable statement.
  trend:
    'increase decrease rise fall drop cut grow growth decline double triple lose gain reduce raise lower add create shrink climb plunge surge jump slow soar slash expand',
  // Comparison and rank: true or false against a table.
  extreme:
    'most least highest lowest largest biggest smallest best worst first last only never always ever every all more less fewer greater higher lower than largest record worse better longest single',
  // What someone on record did; checkable in minutes and votes.
  record:
    'vote support oppose sign veto pass propose sponsor introduce approve reject appoint nominate endorse back fund defund ban allow repeal enact ' +
    'promise pledge refuse agree admit say call deny claim vow flip change',
  // Acts of institutions.
  act:
    'arrest charge convict sentence kill injure shoot attack bomb invade deploy launch build open close buy sell pay spend receive give take hire fire resign ' +
    'sue settle fine investigate release publish announce order find report test detect identify recall evacuate discover seize issue award elect detain win lose die',
  // Who acts.
  institution:
    'government congress senate house court judge police department agency ministry administration president governor mayor senator congressman minister ' +
    'company bank corporation army military pentagon fbi cia nato un u.n. eu commission committee council university hospital union party republican democrat ' +
    'official spokesman spokeswoman authority federal fed office bureau regulator prosecutor airline operator board',
  // Public matters with figures behind them.
  subject:
    'tax deficit debt budget unemployment employment job economy wage income poverty trade immigration immigrant crime murder insurance health healthcare ' +
    'medicare medicaid obamacare security education school war iraq iran isis russia china mexico nafta oil energy gas climate emission spending welfare ' +
    'abortion gun weapon nuclear terrorist refugee drug price cost profit revenue population vaccine patient voter',
  self: "i i'm i've i'd i'll me my myself mine",
  we: "we we're we've we'll us our ours let's",
  you: "you you're you've you'll your yours",
  otherPerson:
    "he she they he's she's they're they've his her their him them donald hillary trump clinton obama bush senator governor president",
  // Feeling, wish and judgement: no one can check them.
  opinion:
    'think believe feel hope want wish love like hate know guess understand agree disagree respect need must should ought proud honor great wonderful terrible ' +
    'beautiful important honest frankly',
  // What is to come cannot be checked yet.
  future: "will would shall going gonna i'll we'll they'll he'll she'll can could may might plan",
  hedge: 'maybe perhaps probably possibly might may could seem appear sort kind guess',
  negation: 'not no never none nobody nothing neither nor without',
  // The manners of a debate.
  greeting:
    'thank thanks welcome hello hi good evening night morning goodnight ladies gentlemen please sorry applause laughter crosstalk congratulations okay ok yes yeah ' +
    "well wait excuse tonight audience moderator debate question answer respond response rebuttal sir ma'am folks",
  attribution:
    'say tell report according accord announce state claim study report survey poll data statistics statistic record estimate source document',
  when: 'since ago last year month week yesterday today during january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday',
  cause: 'because caused cause result due led lead reason therefore thus',
};

/** A class of words, with the names of its features: one word of it, or more. */
export interface WordClass {
  name: string;
  one: string;
  many: string;
}

/** The classes of each word. */
export const classesByWord: ReadonlyMap<string, readonly WordClass[]> = invert();

function invert(): Map<string, WordClass[]> {
  const classes = new Map<string, WordClass[]>();
  for (const [name, words] of Object.entries(table)) {
    const own = { name, one: `class:${name}`, many: `class:${name}:many` };
    for (const word of new Set(words.split(' '))) {
      const before = classes.get(word);
      if (before === undefined) classes.set(word, [own]);
      else before.push(own);
    }
  }
  return classes;
}
