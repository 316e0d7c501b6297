/** Function words and reporting words that say nothing about which event an article tells. */
const WORDS = `a about above after again against ago all almost also although am among an and another any are aren't around as at
away back be became because been before being below between both but by call called came can can't cannot come comes could couldn't
did didn't do does doesn't doing don't done down during each either else even ever every few first for from further get gets give given
go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i
i'd i'll i'm i've if in including into is isn't it it's its itself just know known last later least less let like made make makes making
many may me might more most much must my near never new next no nor not now of off on once one only or other our out over own part per
put quite rather really said same saw say saying says second see seen several shall she she'd she'll she's should since so some still such
take taken takes tell than that that's the their them then there there's these they they'd they'll they're they've thing things think this
those though three through thus time to today together told too took two under until up upon us use used very want was wasn't way we we'd
we'll we're we've well went were weren't what when where whether which while who whole whom whose why will with within without won't
would wouldn't yes yesterday yet you you'd you'll you're you've your monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
mr mrs ms dr am pm est edt gmt according reported reports report news article story photo image click share facebook twitter updated
published email comment comments read copyright reserved rights`;

export const STOPWORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/));
