import type { CueKind } from './index.js';

/**
 * Words and phrases that tell how a sentence stands to what it speaks of. Phrases are in lemmas as shared/text/lexicon
 * makes them, so "deny" also finds "denied". Headline English is covered on purpose: headlines carry most denials, in
 * a handful of words. Kinds are kept fine, so that a rare phrase ("debunk") shares the weight of its kind.
 */
export const cueTable: Record<CueKind, string> = {
  // Turns the clause it stands in.
  negation: `not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|scarcely|no longer|no one|fail to|refuse to|
    stop short of|far from|rather than|instead of|yet to|unable to|lack|nowhere|rule out|not even|absence of|unlikely|non|nein|kein|nicht|pas`,
  // Says outright of the claim or the report that it does not hold.
  refuting: `deny|denial|refute|refutation|rebut|rebuttal|debunk|disprove|disproven|discredit|contradict|repudiate|disavow|quash|squash|
    shoot down|knock down|bat down|swat down|slap down|pour cold water|set the record straight|set record straight|correct the record|
    retract|retraction|recant|unfounded|baseless|groundless|without basis|no basis|false|falsehood|falsely|untrue|inaccurate|incorrect|erroneous|
    not true|not real|no truth|never happen|do not happen|not happen|do not exist|never exist|nonexistent|not the case|not a thing|no such|nope|
    rubbish|bogus|nonsense|bullshit|bs|b.s.|hogwash|bunk|baloney|garbage|total lie|a lie|complete lie|make it up|make it all up|made up|
    misinformation|disinformation|misidentify|misquote|misreport|mischaracterize|misrepresent|put to rest|lay to rest|kill rumor|end rumor|dispel|shut down rumor|
    shut down report|shut down speculation|slam rumor|slam report|slam claim|blast report|blast claim|dismiss|refutes|snopes|myth|urban legend|too good to be true|all wrong|dead wrong|pull story|remove story|delete story|
    withdraw story|take back|walk back|apologize for|apologise for|stay put|not so fast|think again|do not fall|do not believe|pants on fire`,
  // Falls short of a denial: it weakens, disputes or asks for proof.
  doubting: `doubt|doubtful|dubious|skeptical|skeptic|sceptical|skepticism|question whether|raise question|call into question|in question|questionable|suspicious|
    dispute|reject|challenge|object|disagree|push back|pushback|hit back|fire back|counter|rebuff|play down|downplay|cold water|back off|back away|exaggerate|exaggeration|
    overblow|overstate|mislead|misleading|wrong|wrongly|mistaken|mistakenly|mistake|error|clarify|clarification|correction|correct|apology|apologize|
    no evidence|no proof|no sign|no indication|no hard evidence|little evidence|lack of evidence|implausible|impossible|unlikely|ridiculous|absurd|preposterous|laughable|
    so-called|the truth|truth behind|truth about|the real story|really happen|what really|turn out|fact check|factcheck|reality check|actually|propaganda|libel|slander|smear|lie|liar|
    disown|exonerate|clear of|acquit|absolve|overturn|conspiracy theory|conspiracy theorist|conspiracy|invent|concoct|fiction|fictional|fictitious|imaginary|unreal`,
  // Names a made thing: against the claim unless itself denied.
  hoax: `hoax|hoaxer|hoaxster|fake|fakery|faker|phony|phoney|forge|forgery|sham|prank|prankster|satire|satirical|satirize|satirist|parody|spoof|photoshop|
    photoshopped|photoshoped|doctored|fabricate|fabrication|faux|fauxtography|april fool|the onion|national report|empire news|impostor|imposter|mockumentary|
    dupe|fell for|fall for|viral marketing|marketing stunt|publicity stunt|pr stunt|punk|punked|fool again|all an act|all an elaborate`,
  // A milder word for the same, often innocent.
  trick: `scam|con|troll|trolling|joke|joking|joker|mock|make fun|fool|trick|stage|staged|manipulate|manipulated|edit|edited|altered|alter|doctor|stunt|clickbait|pretend|
    counterfeit|cgi|digitally|chain letter|viral|gullible|believe`,
  // A turn after a first report.
  update: `update|updated|correct|retraction|after all|in fact|still|despite|although|but`,
  // Withholds commitment.
  hedge: `reportedly|allegedly|apparently|supposedly|purportedly|ostensibly|seemingly|presumably|alleged|purported|suspected|supposed|apparent|reputed|
    unconfirmed|unverified|rumored to|report to|say to|believe to|understand to|think to|fear|feared|believed|as it be claim`,
  // Tells that talk goes round.
  rumor: `rumor|rumour|rumored|rumoured|rumors|rumours|speculation|speculate|gossip|whisper|buzz|hearsay|leak|leaked|leaks|theory|tip|tipped|word on the street|mill|crazy|alleged leak`,
  // Puts the statement on someone's account.
  allegation: `claim|claims|allege|allegation|purport|insist|assert|contend|accuse|accusation|maintain|profess|self-proclaimed|complain|complaint|blame|boast|brag|vow`,
  // Leaves it open.
  modal: `may|might|could|can|would|should|possibly|perhaps|maybe|potentially|probably|arguably|possible|potential|likely|could be|would be|might be|may be|
    appear|seem|look like|look set|set to|suggest|hint|imply|point to|unclear|uncertain|mystery|mysterious|wonder|confusion|conflicting|contradictory|unknown|unexplained|question|debate|
    await|probe|investigate|investigation|look into|examine|check|test|suspect|near`,
  // Tells of what is to come.
  plan: `plan|expect|expected|eye|mull|consider|weigh|poise|soon|upcoming|next|will|to be|predict|forecast|prediction|estimate|aim|want|hope|ready|in talk|talk|get ready|prepare`,
  // Hands the statement to someone.
  attribution: `say|tell|report|according to|cite|quote|state|statement|warn|admit|acknowledge|concede|note|explain|describe|recall|add|testify|reporting|per|deem|call`,
  source: `source|sources|official|officials|analyst|insider|expert|scientist|witness|eyewitness|newspaper|tabloid|media|medium|police|government|spokesman|spokeswoman|minister|authority|cop|nasa|pentagon|lawyer|agent|publicist|rep`,
  // Commits to the statement.
  confirm: `confirm|confirmation|prove|proof|verify|verified|official|officially|definitely|indeed|really|truly|sure|true|finally|evidence|dna test`,
  reveal: `reveal|reveals|show|demonstrate|identify|find|discover|caught|announce|launch|unveil|exclusive|break|breaking|meet|watch|shocking|amazing|moment|why`,
  // Names the report instead of the thing reported.
  report: `report|story|rumor|rumour|article|claim|account|allegation|accusation|news|headline|assertion|suggestion|speculation|theory|narrative|version|coverage`,
  thing: `post|tweet|meme|photo|picture|image|video|footage|clip|study|letter|document|quote|website|site|page|facebook|twitter|internet|social medium|reddit|youtube|instagram|viral`,
};
