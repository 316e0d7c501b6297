import { WIRES } from '../copy/wire.js';

/** An outlet we know by name: display name, domain, and other names it goes by in running text. */
export interface KnownOutlet {
  name: string;
  domain: string;
  aliases: readonly string[];
}

const outlet = (name: string, domain: string, ...aliases: string[]): KnownOutlet => ({
  name,
  domain,
  aliases,
});

/**
 * Outlets often cited in English-language news, by reach; a modest table, since patterns find the rest. An alias
 * is listed only if it means the outlet far more often than anything else ("the Times" does not).
 */
const cited: readonly KnownOutlet[] = [
  outlet('Associated Press', 'apnews.com', 'AP', 'The AP', 'AP News'),
  outlet('Reuters', 'reuters.com', 'Thomson Reuters'),
  outlet('Agence France-Presse', 'afp.com', 'AFP'),
  outlet('Bloomberg News', 'bloomberg.com', 'Bloomberg'),
  outlet('United Press International', 'upi.com', 'UPI'),
  outlet('NBC News', 'nbcnews.com', 'NBC'),
  outlet('CBS News', 'cbsnews.com', 'CBS'),
  outlet('ABC News', 'abcnews.go.com', 'ABC'),
  outlet('CNN', 'cnn.com'),
  outlet('Fox News', 'foxnews.com', 'Fox News Channel', 'Fox News Digital'),
  outlet('Fox Business', 'foxbusiness.com', 'Fox Business Network'),
  outlet('MSNBC', 'msnbc.com'),
  outlet('CNBC', 'cnbc.com'),
  outlet('NPR', 'npr.org', 'National Public Radio'),
  outlet('PBS', 'pbs.org', 'PBS NewsHour', 'PBS News'),
  outlet('C-SPAN', 'c-span.org'),
  outlet('The New York Times', 'nytimes.com', 'New York Times', 'NYT'),
  outlet('The Washington Post', 'washingtonpost.com', 'Washington Post', 'WaPo'),
  outlet('The Wall Street Journal', 'wsj.com', 'Wall Street Journal', 'WSJ'),
  outlet('New York Post', 'nypost.com'),
  outlet('New York Daily News', 'nydailynews.com'),
  outlet('Los Angeles Times', 'latimes.com', 'LA Times', 'L.A. Times'),
  outlet('USA Today', 'usatoday.com'),
  outlet('Chicago Tribune', 'chicagotribune.com'),
  outlet('The Boston Globe', 'bostonglobe.com', 'Boston Globe'),
  outlet('Miami Herald', 'miamiherald.com'),
  outlet('Houston Chronicle', 'houstonchronicle.com'),
  outlet('San Francisco Chronicle', 'sfchronicle.com'),
  outlet('The Dallas Morning News', 'dallasnews.com', 'Dallas Morning News'),
  outlet('The Philadelphia Inquirer', 'inquirer.com', 'Philadelphia Inquirer'),
  outlet('The Denver Post', 'denverpost.com', 'Denver Post'),
  outlet('Politico', 'politico.com'),
  outlet('Axios', 'axios.com'),
  outlet('The Hill', 'thehill.com'),
  outlet('Roll Call', 'rollcall.com'),
  outlet('Newsweek', 'newsweek.com'),
  outlet('Time', 'time.com', 'Time magazine', 'TIME'),
  outlet('The Atlantic', 'theatlantic.com'),
  outlet('The New Yorker', 'newyorker.com', 'New Yorker'),
  outlet('Mother Jones', 'motherjones.com'),
  outlet('National Review', 'nationalreview.com'),
  outlet('ProPublica', 'propublica.org'),
  outlet('The Intercept', 'theintercept.com'),
  outlet('The Daily Beast', 'thedailybeast.com', 'Daily Beast'),
  outlet('HuffPost', 'huffpost.com', 'Huffington Post', 'The Huffington Post'),
  outlet('BuzzFeed News', 'buzzfeednews.com', 'BuzzFeed'),
  outlet('Vox', 'vox.com'),
  outlet('Salon', 'salon.com'),
  outlet('Breitbart News', 'breitbart.com', 'Breitbart'),
  outlet('The Daily Caller', 'dailycaller.com', 'Daily Caller', 'Daily Caller News Foundation'),
  outlet('Washington Examiner', 'washingtonexaminer.com', 'The Washington Examiner'),
  outlet('The Washington Times', 'washingtontimes.com', 'Washington Times'),
  outlet('The Epoch Times', 'theepochtimes.com', 'Epoch Times'),
  outlet('Newsmax', 'newsmax.com'),
  outlet('NewsNation', 'newsnationnow.com'),
  outlet('Univision', 'univision.com'),
  outlet('Telemundo', 'telemundo.com'),
  outlet('Business Insider', 'businessinsider.com', 'Insider'),
  outlet('Forbes', 'forbes.com'),
  outlet('Fortune', 'fortune.com'),
  outlet('The Economist', 'economist.com', 'Economist'),
  outlet('Rolling Stone', 'rollingstone.com'),
  outlet('The Verge', 'theverge.com'),
  outlet('TechCrunch', 'techcrunch.com'),
  outlet('Wired', 'wired.com'),
  outlet('TMZ', 'tmz.com'),
  outlet('BBC News', 'bbc.com', 'BBC', 'The BBC', 'BBC Radio', 'BBC World Service', 'BBC One'),
  outlet('Sky News', 'news.sky.com'),
  outlet('ITV News', 'itv.com', 'ITV'),
  outlet('Channel 4 News', 'channel4.com', 'Channel 4'),
  outlet('The Guardian', 'theguardian.com', 'Guardian'),
  outlet('The Daily Telegraph', 'telegraph.co.uk', 'Daily Telegraph', 'The Telegraph', 'Telegraph'),
  outlet('The Times of London', 'thetimes.co.uk', 'Times of London'),
  outlet('Financial Times', 'ft.com', 'The Financial Times', 'FT'),
  outlet('The Independent', 'independent.co.uk'),
  outlet('Daily Mail', 'dailymail.co.uk', 'The Daily Mail', 'MailOnline', 'DailyMail.com'),
  outlet('Daily Mirror', 'mirror.co.uk', 'The Daily Mirror', 'The Mirror'),
  outlet('Der Spiegel', 'spiegel.de', 'Spiegel'),
  outlet('Bild', 'bild.de'),
  outlet('Deutsche Welle', 'dw.com', 'DW'),
  outlet('dpa', 'dpa.com', 'DPA', 'Deutsche Presse-Agentur'),
  outlet('Le Monde', 'lemonde.fr'),
  outlet('France 24', 'france24.com'),
  outlet('El País', 'elpais.com', 'El Pais'),
  outlet('EFE', 'efe.com'),
  outlet('ANSA', 'ansa.it'),
  outlet('TASS', 'tass.com', 'Tass'),
  outlet('RIA Novosti', 'ria.ru', 'RIA'),
  outlet('Interfax', 'interfax.com'),
  outlet('RT', 'rt.com', 'Russia Today'),
  outlet('The Kyiv Independent', 'kyivindependent.com', 'Kyiv Independent'),
  outlet('Xinhua', 'xinhuanet.com', 'Xinhua News Agency'),
  outlet('Global Times', 'globaltimes.cn'),
  outlet('South China Morning Post', 'scmp.com', 'SCMP'),
  outlet('Kyodo News', 'kyodonews.net', 'Kyodo'),
  outlet('NHK', 'nhk.or.jp'),
  outlet('Yonhap', 'yna.co.kr', 'Yonhap News Agency'),
  outlet('Al Jazeera', 'aljazeera.com', 'Al-Jazeera'),
  outlet('Al Arabiya', 'alarabiya.net'),
  outlet('Haaretz', 'haaretz.com'),
  outlet('The Jerusalem Post', 'jpost.com', 'Jerusalem Post'),
  outlet('The Times of Israel', 'timesofisrael.com', 'Times of Israel'),
  outlet('Anadolu Agency', 'aa.com.tr', 'Anadolu'),
  outlet('IRNA', 'irna.ir'),
  outlet('The Times of India', 'timesofindia.indiatimes.com', 'Times of India'),
  outlet('The Hindu', 'thehindu.com'),
  outlet('NDTV', 'ndtv.com'),
  outlet('PTI', 'ptinews.com', 'Press Trust of India'),
  outlet('ANI', 'aninews.in'),
  outlet('Dawn', 'dawn.com'),
  outlet('The Straits Times', 'straitstimes.com', 'Straits Times'),
  outlet('CBC News', 'cbc.ca', 'CBC'),
  outlet('CTV News', 'ctvnews.ca', 'CTV'),
  outlet('The Globe and Mail', 'theglobeandmail.com', 'Globe and Mail'),
  outlet('Toronto Star', 'thestar.com'),
  outlet('The Canadian Press', 'thecanadianpress.com', 'Canadian Press'),
  outlet('Australian Broadcasting Corporation', 'abc.net.au'),
  outlet('The Sydney Morning Herald', 'smh.com.au', 'Sydney Morning Herald'),
];

/** Shorter names of agencies ("AA", "TT") mean them in a credit line alone, which is read by its place. */
const leastName = 5;

/** Agencies and syndicates that are credited more often than cited. */
const credited: readonly KnownOutlet[] = WIRES.filter(
  (wire) =>
    wire.name.length >= leastName &&
    !wire.domains.some((domain) => cited.some((each) => each.domain === domain)),
).map((wire) => ({
  name: wire.name,
  domain: wire.domains[0] ?? '',
  aliases: wire.also.filter((alias) => alias.length >= leastName),
}));

export const knownOutlets: readonly KnownOutlet[] = [...cited, ...credited];

/** Last words that make a capitalised name of two words or more an outlet's, wherever it stands. */
export const strongEndings: ReadonlySet<string> = new Set(
  (
    'news times post journal tribune herald gazette chronicle courier dispatch wire radio tv television broadcasting broadcaster magazine telegraph ' +
    'inquirer enquirer examiner globe newspaper observer newswire daily weekly bulletin sentinel advertiser newsroom'
  ).split(' '),
);
/** Last words that make an outlet's name only beside a strong cue ("told the Norland Star", "the Star reported"). */
export const weakEndings: ReadonlySet<string> = new Set(
  'star sun mirror mail press register standard review today media network independent ledger record leader echo argus mercury bee banner beacon citizen monitor reporter digest insider report voice online live fm am agency'.split(
    ' ',
  ),
);
/** Those of them that end the names of other bodies too ("Norland Patients’ Network"): outlets only where they report or are credited. */
export const bodyEndings: ReadonlySet<string> = new Set(
  'network agency voice monitor citizen leader independent beacon media online live standard review today'.split(
    ' ',
  ),
);
/** Words that stand for the outlet named last. */
export const genericOutlet =
  /^the (?:outlet|newspaper|paper|news outlet|news organi[sz]ation|news agency|news site|website|network|broadcaster|magazine|tabloid|wire service|publication|daily|station)$/i;
