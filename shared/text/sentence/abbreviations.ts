/**
 * Words that end in a full stop without ending a sentence. Kept by what may follow them, because that is what
 * decides: "Gen. Osei" never breaks, "No. 5" does not break before a figure, "the U.S. It" breaks before a
 * word that starts sentences.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Titles: a name follows, never a new sentence. */
export const titles = words(
  'mr mrs ms mx dr prof gen sen sens rep reps gov govs lt col sgt capt maj cmdr adm brig cpl pvt supt det insp rev hon ' +
    'fr msgr pres atty amb sec st mt ft asst assoc dep dir mme mlle rt vs v cf al e.g i.e viz approx est',
);

/** Words followed by a figure: "No. 5", "Oct. 7", "pp. 3". Before anything else they may end a sentence. */
export const beforeFigure = words(
  'no nos p pp fig figs art sec vol ch op ver jan feb mar apr jun jul aug sep sept oct nov dec para',
);

/** May end a sentence or stand inside it: broken only before a word that starts sentences. */
export const eitherWay = words(
  'inc corp co ltd llc plc bros jr sr esq etc ave blvd rd dept div univ assn intl natl govt hwy ' +
    'u.s u.k u.n e.u d.c u.s.a u.a.e p.r l.a n.y a.m p.m ph.d m.d b.a m.a j.d r.n d d-n.y r-n.y ' +
    'ala ariz ark calif colo conn del fla ga ill ind kan ky md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo',
);

/** Closed-class words and connectives that begin sentences far more often than they follow an abbreviation. */
export const starters = words(
  'the a an this that these those it its he his she her they their them we our i my you your there here ' +
    'but and or so yet still then now also however meanwhile moreover nor if when while after before as since although though because ' +
    'despite unless until once during in on at by from to for with without under over about among between of not no none what who why how where which ' +
    'some many most both all each every several few such another other others only even just later earlier last next ' +
    'according asked officials police one two three four five six seven eight nine ten',
);

/** Verbs after which a question or exclamation in quotation marks belongs to the same sentence ("Why?" Osei asked). */
export const speechVerbs = words(
  'said says say asked asks wrote writes tweeted posted added told replied responded shouted cried yelled exclaimed ' +
    'wondered inquired continued declared joked quipped demanded answered screamed called recalled',
);
