import type { CueKind } from './index.js';

/**
 * Words and phrases that tell how a sentence stands to what it speaks of. Phrases are in lemmas as
 * shared/text/lexicon makes them, so "deny" also finds "denied"; "_" stands for one word of any kind. Headline English is covered on purpose:
 * headlines carry most denials in a handful of words. A line's kind decides how its scope is read (see scope.ts).
 */
export const cueTable: Record<CueKind, string> = {
  // Turns the clause it stands in.
  negation: `not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|scarcely|no longer|no one|fail to|refuse to|
    stop short of|far from|rather than|instead of|yet to|unable to|lack|nowhere|rule out|not even|absence of|decline to|avoid|unlikely|nope|nah|
    non|nein|kein|nicht|pas`,
  // Says of the claim, a report or a thing shown that it does not hold.
  refuting: `deny|denial|refute|rebut|rebuttal|rebuff|debunk|dispute|contradict|disprove|discredit|dismiss|reject|repudiate|disavow|disown|quash|
    squash|scotch|shoot down|knock down|bat down|swat down|play down|pour cold water|cold water|push back|pushback|hit back|walk back|back off|back away|
    shut down|slam report|slap down|slam rumor|slam claim|set the record straight|set record straight|clear the air|clear up|clarify|
    correction|correct the record|retract|retraction|recant|apologize for|apologise for|apology for|take back|pull story|remove story|
    delete story|withdraw story|disagree|challenge|question claim|counter|countered|object|disbelieve|unfounded|baseless|groundless|false|falsehood|
    falsely|untrue|inaccurate|incorrect|erroneous|wrong|wrongly|mistaken|mistakenly|misleading|mislead|misinform|misinformation|disinformation|misrepresent|
    misidentify|misquote|misread|misinterpret|misreport|mischaracterize|overblow|exaggerate|exaggeration|not true|no truth|no evidence|no proof|no such|no sign|no indication|
    never happen|do not exist|never exist|ridiculous|absurd|nonsense|rubbish|bogus|fiction|fictional|fictitious|fabricate|fabrication|invent|make up|made up|
    make it up|make it all up|concoct|unfound|not so fast|think again|total lie|lie|liar|libel|slander|smear|propaganda|urban legend|myth|
    snopes|fact check|factcheck|truth behind|truth about|the truth|real story|really happen|what really|do not believe|do not fall|
    not real|unreal|impossible|implausible|disproven|exonerate|clear of|acquit|absolve|overturn|no basis|without basis|not the case|
    alive|not dead|not a thing|too good to be true|all wrong|turn out|turns out|so-called|bs|bullshit|crap|hogwash|bunk|b.s.`,
  // Names a made thing: a hoax, a fake, a joke; against the claim unless itself denied.
  hoax: `hoax|hoaxer|fake|fakery|faker|phony|phoney|forge|forgery|counterfeit|sham|scam|con|prank|prankster|satire|satirical|satirize|parody|spoof|troll|trolling|
    joke|joking|mock|april fool|photoshop|photoshopped|photoshoped|shop|doctor|doctored|manipulate|manipulated|edit|edited|altered|stage|staged|hoaxster|
    dupe|fool|trick|fell for|fall for|punk|punked|onion|national report|empire news|viral marketing|marketing stunt|publicity stunt|pr stunt|stunt|impostor|imposter|imaginary|cgi|
    conspiracy theory|conspiracy theorist|chain letter|clickbait|fauxtography|faux|pretend|a lie`,
  // Withholds commitment.
  hedge: `reportedly|allegedly|apparently|supposedly|purportedly|ostensibly|seemingly|presumably|possibly|perhaps|maybe|potentially|probably|arguably|
    alleged|purported|suspected|suspect|supposed|apparent|possible|potential|likely|unconfirmed|unverified|may|might|could|can|would|
    rumor|rumour|rumored|rumoured|speculation|speculate|claim|allege|allegation|purport|insist|assert|contend|accuse|accusation|suggest|hint|imply|
    appear|seem|look like|look set|set to|believe|fear|think|expect|expected|tip|tipped|say to|report to|rumor to|understand to|believe to|appear to|seem to|it appear|
    unclear|uncertain|mystery|mysterious|question|doubt|dubious|skeptical|skepticism|wonder|theory|potential|leak|leaked|whisper|buzz|gossip|hearsay|
    await|probe|investigate|investigation|look into|examine|check|verify|test|eye|mull|consider|weigh|plan|poise|could be|would be|might be|may be|
    as if|sort of|kind of|confusion|conflicting|contradictory|still unknown|remain unknown|unknown|unexplained|reputed|self-proclaimed`,
  // Hands the statement to someone.
  attribution: `say|tell|report|according to|source|sources|official|analyst|insider|expert|witness|eyewitness|cite|quote|
    announce|state|statement|warn|predict|forecast|admit|acknowledge|concede|note|explain|describe|recall|add|testify|
    newspaper|tabloid|media|medium|outlet|blog|per`,
  // Commits to the statement.
  confirm: `confirm|confirmation|prove|proof|verify|verified|official|officially|reveal|reveals|show|demonstrate|identify|find|discover|caught|
    definitely|indeed|actually|really|truly|sure|true|truth|real|finally|announce|admit|launch|unveil|exclusive|break|breaking|update|evidence`,
  // Names the report instead of the thing reported.
  report: `report|story|rumor|rumour|article|claim|account|allegation|accusation|news|headline|post|tweet|meme|photo|picture|image|video|footage|clip|
    coverage|assertion|suggestion|speculation|theory|narrative|version|study|letter|document|quote|website|site|page|facebook|twitter|
    internet|social medium|reddit|youtube`,
  // Asks, or comes near asking.
  question: `do|be|have|can|could|will|would|should|who|what|why|how|where|when|which|whether|really|ever`,
};
