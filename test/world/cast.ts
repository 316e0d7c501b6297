import { readWorldFile } from './files.js';
import { Random } from './random.js';
import type { Outlet } from './types.js';
import { fill } from './wording.js';

/** What stands for each `{slot}` of the texts. */
export type Slots = Map<string, string>;

export interface Cast {
  slots: Slots;
  outlets: Outlet[];
}

interface Device {
  one: string;
  many: string;
  short: string;
  part: string;
  parts: string;
  harm: string;
  effect: string;
}

interface OutletName {
  name: string;
  short: string;
  host: string;
}

interface Pools {
  men: string[];
  women: string[];
  last: string[];
  people: string[];
  /** The texts say of these that they are men. */
  menOnly: string[];
  towns: string[];
  townKeys: string[];
  streets: string[];
  streetKeys: string[];
  months: string[];
  posts: string[];
  agencies: string[];
  makers: string[];
  groups: string[];
  devices: Device[];
  categories: string[];
  shares: { percent: number; words: string; fraction: string }[];
  currencies: { sign: string; word: string }[];
  fires: { site: string; short: string; stock: string }[];
  firms: string[];
  unions: string[];
  counties: string[];
  causes: string[];
  clubs: string[];
  dishes: string[];
  /** What is said inside quotation marks: `as` spoken, `loose` as another outlet has it, `mt` machine-translated. */
  quotes: Record<string, { as: string; loose?: string; mt?: string }[]>;
  outlets: Record<string, OutletName[]>;
}

/** The plumbing of each role; the names are drawn. Between them: every feed format, and one old encoding. */
const FEEDS: Record<string, Pick<Outlet, 'feedPath' | 'feedType' | 'charset'>> = {
  broadsheet: { feedPath: '/rss/all.xml', feedType: 'rss', charset: 'utf-8' },
  wire: { feedPath: '/feeds/latest.atom', feedType: 'atom', charset: 'utf-8' },
  tabloid: { feedPath: '/feed', feedType: 'rss', charset: 'utf-8' },
  localB: { feedPath: '/backend/news.rdf', feedType: 'rdf', charset: 'latin1' },
  localC: { feedPath: '/rss.php', feedType: 'rss', charset: 'utf-8' },
  broadcaster: { feedPath: '/api/feed.json', feedType: 'json', charset: 'utf-8' },
  digital: { feedPath: '/atom.xml', feedType: 'atom', charset: 'utf-8' },
  ledger: { feedPath: '/feeds/news.xml', feedType: 'rss', charset: 'utf-8' },
  aggregator: { feedPath: '/feed.json', feedType: 'json', charset: 'utf-8' },
  reprinter: { feedPath: '/feed/', feedType: 'rss', charset: 'utf-8' },
};

/** Draws names, places, numbers and outlets. The order of the draws is part of the world: append, never insert. */
export function drawCast(seed: number): Cast {
  const pools = JSON.parse(readWorldFile('world', 'cast.json')) as Pools;
  const random = new Random(seed);
  const slots: Slots = new Map();
  drawPeople(pools, random, slots);
  drawPlaces(pools, random, slots);
  drawDevice(pools, random, slots);
  drawFires(pools, random, slots);
  drawSmallThings(pools, random, slots);
  const outlets = drawOutlets(pools, random, slots);
  drawQuotes(pools, random, slots);
  return { slots, outlets };
}

function drawPeople(pools: Pools, random: Random, slots: Slots): void {
  const last = random.shuffle(pools.last);
  const men = random.shuffle(pools.men);
  const women = random.shuffle(pools.women);
  for (const key of pools.people) {
    const drawn = random.next() < 0.5;
    const woman = drawn && !pools.menOnly.includes(key);
    const first = (woman ? women : men).pop() as string;
    const name = last.pop() as string;
    slots.set(key, `${first} ${name}`).set(`${key}.last`, name).set(`${key}.first`, first);
    const forms = woman ? ['she', 'her', 'her', 'Ms.'] : ['he', 'his', 'him', 'Mr.'];
    for (const [i, form] of ['he', 'his', 'him', 'mr'].entries())
      slots.set(`${key}.${form}`, forms[i] as string);
    slots.set(`${key}.He`, woman ? 'She' : 'He').set(`${key}.His`, woman ? 'Her' : 'His');
    slots.set(`${key}.mum`, woman ? 'Mum' : 'Dad');
  }
}

function drawPlaces(pools: Pools, random: Random, slots: Slots): void {
  const towns = random.shuffle(pools.towns);
  for (const key of pools.townKeys) setPlace(slots, key, towns.pop() as string);
  const streets = random.shuffle(pools.streets);
  for (const key of pools.streetKeys) slots.set(key, streets.pop() as string);
  const counties = random.shuffle(pools.counties);
  slots.set('countyB', counties.pop() as string).set('countyC', counties.pop() as string);
}

function setPlace(slots: Slots, key: string, town: string): void {
  slots.set(key, town).set(`${key}.caps`, town.toUpperCase());
  slots.set(`${key}.slug`, town.toLowerCase().replace(/[^a-z]/g, ''));
}

function drawDevice(pools: Pools, random: Random, slots: Slots): void {
  const device = random.pick(pools.devices);
  for (const [form, words] of Object.entries(device)) slots.set(`device.${form}`, words);
  slots.set('device.Many', capital(device.many)).set('device.Short', capital(device.short));
  slots.set('device.Title', device.many.split(' ').map(capital).join(' '));
  const agency = random.pick(pools.agencies);
  slots.set('agency', agency).set('agency.abbr', agency.replace(/[^A-Z]/g, ''));
  slots.set('post', random.pick(pools.posts)).set('maker', random.pick(pools.makers));
  const group = random.pick(pools.groups);
  slots.set('group', group).set('Group', capital(group));
  slots.set('category', random.pick(pools.categories));
  const share = random.pick(pools.shares);
  slots
    .set('share', String(share.percent))
    .set('share.words', share.words)
    .set('share.fraction', share.fraction);
  const currency = random.pick(pools.currencies);
  slots.set('cur', currency.sign).set('cur.word', currency.word);
  slots.set('month', random.pick(pools.months)).set('monthday', String(random.whole(4, 27)));
  drawDeviceNumbers(random, slots);
}

/**
 * The faulty devices: `more than n`. `nwrong` has two digits swapped, as tired hands do, and lies below the
 * bound, so that it conflicts with it; `nexact` is a count that agrees with it.
 */
function drawDeviceNumbers(random: Random, slots: Slots): void {
  const hundreds = random.whole(5, 9);
  const tens = random.whole(2, hundreds - 2);
  const n = 100 * hundreds + 10 * tens;
  setNumber(slots, 'n', n);
  setNumber(slots, 'nwrong', 100 * tens + 10 * hundreds);
  setNumber(slots, 'nexact', n + random.whole(2, 9));
  // "Over eight dozen" is what a rewriter makes of "more than 100".
  const [untraced, dozens] = random.pick([
    [75, 6],
    [100, 8],
    [110, 9],
    [125, 10],
  ] as const);
  setNumber(slots, 'u', untraced);
  setNumber(slots, 'udozen', dozens);
  const hospitals = random.whole(24, 38);
  setNumber(slots, 'h1', hospitals);
  setNumber(slots, 'h2', hospitals - random.whole(3, 6));
  setNumber(slots, 'k', random.whole(11, 19));
  setNumber(slots, 'x', random.whole(14, 88));
  setNumber(slots, 'tested', random.whole(5, 9) * 20);
  setNumber(slots, 'years', random.whole(11, 24));
}

function drawFires(pools: Pools, random: Random, slots: Slots): void {
  const [b, c] = random.shuffle(pools.fires);
  const firms = random.shuffle(pools.firms);
  for (const [letter, fire] of [
    ['B', b],
    ['C', c],
  ] as const) {
    if (!fire) throw new Error('cast.json needs two fires');
    slots.set(`site${letter}`, fire.site).set(`short${letter}`, fire.short).set(`stock${letter}`, fire.stock);
    slots.set(`firm${letter}`, firms.pop() as string);
  }
  slots.set('union', random.pick(pools.unions));
  slots.set('cause', random.pick(pools.causes));
  drawFireNumbers(random, slots);
}

/** Tolls rise within each fire, and neither fire ever has the other's toll at the same time. */
function drawFireNumbers(random: Random, slots: Slots): void {
  const b1 = random.whole(2, 3);
  setNumber(slots, 'b1', b1);
  setNumber(slots, 'b2', b1 + 1);
  setNumber(slots, 'b3', b1 + random.whole(3, 4));
  setNumber(slots, 'binjured', random.whole(12, 24));
  setNumber(slots, 'bengines', random.whole(10, 16));
  setNumber(slots, 'bcrew', random.whole(8, 14) * 10);
  setNumber(slots, 'bshift', random.whole(31, 58));
  slots.set('bclock', `${random.whole(2, 4)}:${random.pick(['10', '20', '40', '50'])} a.m.`);
  const c1 = random.whole(4, 5);
  setNumber(slots, 'c1', c1);
  setNumber(slots, 'c2', c1 + random.whole(4, 6));
  setNumber(slots, 'cinjured', random.whole(26, 44));
  setNumber(slots, 'cevac', random.whole(5, 17) * 50);
  setNumber(slots, 'cmissing', random.whole(2, 3));
  setNumber(slots, 'cbail', random.whole(3, 9) * 50);
  setNumber(slots, 'cage', random.whole(29, 52));
  setNumber(slots, 'cengines', random.whole(20, 28));
  slots.set('cclock', `${random.whole(6, 8)}:${random.pick(['15', '30', '45'])} p.m.`);
}

function drawSmallThings(pools: Pools, random: Random, slots: Slots): void {
  const clubs = random.shuffle(pools.clubs);
  slots.set('clubhome', clubs.pop() as string).set('clubaway', clubs.pop() as string);
  slots.set('clubstadium', clubs.pop() as string).set('dish', random.pick(pools.dishes));
  slots.set('dish.title', capital(slots.get('dish') as string));
  setNumber(slots, 'dcost', random.whole(31, 79));
  setNumber(slots, 'dseats', random.whole(9, 22) * 1000);
  setNumber(slots, 'dfor', random.whole(7, 9));
  setNumber(slots, 'dagainst', random.whole(3, 5));
  setNumber(slots, 'dhomes', random.whole(11, 29) * 10);
  setNumber(slots, 'wind', random.whole(60, 85));
  setNumber(slots, 'snow', random.whole(11, 17));
}

/** One draw for each quotation: the same words in every article that quotes them. */
function drawQuotes(pools: Pools, random: Random, slots: Slots): void {
  for (const [key, all] of Object.entries(pools.quotes)) {
    for (const [form, words] of Object.entries(random.pick(all))) {
      slots.set(form === 'as' ? `q.${key}` : `q.${key}.${form}`, fill(words, slots, key, 0));
    }
  }
}

function drawOutlets(pools: Pools, random: Random, slots: Slots): Outlet[] {
  return Object.entries(FEEDS).map(([role, plumbing]) => {
    const drawn = random.pick(pools.outlets[role] as OutletName[]);
    const put = (text: string) => text.replace(/\{([\w.]+)\}/g, (_, key: string) => slots.get(key) ?? '?');
    const name = put(drawn.name);
    const host = put(drawn.host);
    slots.set(`o.${role}`, name).set(`o.${role}.ref`, name.replace(/^The (?!Sift)/, 'the '));
    slots.set(`o.${role}.short`, drawn.short).set(`o.${role}.Short`, capital(drawn.short));
    slots.set(`o.${role}.caps`, name.toUpperCase()).set(`o.${role}.host`, host);
    return { role, host, name, ...plumbing, feedUrl: `http://${host}${plumbing.feedPath}`, language: 'en' };
  });
}

function setNumber(slots: Slots, key: string, value: number): void {
  const digits = value.toLocaleString('en-US');
  const words = value < 100 ? numberWords(value) : digits;
  const ap = value < 10 ? words : digits;
  slots.set(key, digits).set(`${key}.word`, words).set(`${key}.Word`, capital(words));
  slots.set(`${key}.ap`, ap).set(`${key}.Ap`, capital(ap));
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** 0 to 99 in words. */
function numberWords(value: number): string {
  if (value < 20) return SMALL[value] as string;
  const tens = TENS[Math.floor(value / 10)] as string;
  return value % 10 === 0 ? tens : `${tens}-${SMALL[value % 10]}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
