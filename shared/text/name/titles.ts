const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Honorifics and offices written before a person's name; not part of the name. Full stops are taken off. */
export const titles = words(
  'mr mrs ms mx miss dr prof professor sir dame lord lady gen general lt lieutenant col colonel maj major capt captain sgt sergeant cmdr commander adm admiral ' +
    'cpl corporal pvt private brig brigadier rear vice deputy acting interim former ex then-president president senator sen rep representative congressman congresswoman ' +
    'gov governor mayor secretary minister premier chancellor prime ambassador attorney chief justice judge sheriff detective officer inspector superintendent ' +
    'king queen prince princess pope cardinal archbishop bishop rev reverend father sister imam rabbi pastor director chairman chairwoman chair speaker ' +
    'commissioner councilman councilwoman councillor undersecretary spokesman spokeswoman spokesperson coach ceo cfo coo dean principal analyst reporter correspondent editor candidate nominee',
);

/** Capitalised, but no names: days, months, and words that only begin sentences. */
export const calendar = words(
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec am pm edt est pdt pst gmt utc',
);

/** Words between the parts of one name. `and` joins only after an office word ("Department of Health and Safety"). */
export const particles = words('of de del della der den di da dos du la le van von bin ibn al el y zu');

/** Bodies whose name goes on after a possessive ("Children’s Hospital") or over "and" ("Ministry of Trade and Industry"). */
export const bodies = words(
  'department ministry bureau office agency committee commission council centre center hospital university college school institute association ' +
    'union federation administration authority service services court party society fund foundation bank board academy museum guild alliance league club institution',
);

/** Words that begin sentences in news and are no names there, though wink often takes them for proper nouns. */
export const openers = words(
  'police officials authorities investigators prosecutors experts critics residents migrants doctors scientists researchers lawmakers analysts witnesses ' +
    'officers firefighters lawyers attorneys economists voters supporters opponents activists protesters families parents students teachers workers families ' +
    'hundreds thousands dozens millions scores people men women children state federal local city county government ministers sources reports data ' +
    'news photo video image file related updated breaking exclusive analysis opinion editor note read watch click sign share comment comments advertisement copyright ' +
    'yes no ok okay well oh sorry thanks thank please hello asked nothing everything something anything everyone someone nobody everybody',
);

/** Words that end the names of bodies joined by "and": "Immigration and Customs Enforcement". */
export const bodyTails = words(
  'enforcement protection services security affairs development prevention research commerce industry labor labour culture sports tourism rights justice technology science sciences ' +
    'control housing safety medicine welfare education planning works trade',
);

/** A title before one of these is part of a place's or thing's name ("King County", "Prince Edward Island"). */
export const places = words(
  'county city island islands street avenue road airport bridge act award prize cup park square river lake bay mountain valley tower hall station building house palace mansion series motors electric',
);

/** Names that begin with a word that is a title elsewhere. */
export const fixedNames: ReadonlySet<string> = new Set([
  'general assembly',
  'premier league',
  'prime video',
  'general staff',
  'dean street',
]);
