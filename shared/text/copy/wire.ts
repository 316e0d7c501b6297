/** An agency whose texts are made to be reprinted: of equal candidates its own page is the original. */
interface Wire {
  name: string;
  /** Other names in credit lines and bylines, lower case. */
  also: string[];
  domains: string[];
}

/** News agencies and free-to-republish newsrooms, with the names they are credited by. */
export const WIRES: readonly Wire[] = [
  { name: 'associated press', also: ['ap', 'ap news'], domains: ['apnews.com', 'ap.org'] },
  { name: 'reuters', also: ['thomson reuters'], domains: ['reuters.com'] },
  {
    name: 'agence france-presse',
    also: ['afp', 'agence france presse'],
    domains: ['afp.com', 'france24.com'],
  },
  { name: 'united press international', also: ['upi'], domains: ['upi.com'] },
  { name: 'press association', also: ['pa', 'pa media', 'pa news agency'], domains: ['pa.media'] },
  {
    name: 'deutsche presse-agentur',
    also: ['dpa', 'deutsche presse agentur'],
    domains: ['dpa.com', 'dpa-international.com'],
  },
  { name: 'canadian press', also: ['cp'], domains: ['thecanadianpress.com'] },
  { name: 'australian associated press', also: ['aap'], domains: ['aap.com.au'] },
  { name: 'press trust of india', also: ['pti'], domains: ['ptinews.com'] },
  { name: 'asian news international', also: ['ani'], domains: ['aninews.in'] },
  { name: 'indo-asian news service', also: ['ians'], domains: ['ians.in'] },
  { name: 'xinhua', also: ['xinhua news agency'], domains: ['xinhuanet.com', 'news.cn'] },
  { name: 'kyodo', also: ['kyodo news'], domains: ['kyodonews.net'] },
  { name: 'yonhap', also: ['yonhap news agency'], domains: ['yna.co.kr'] },
  { name: 'efe', also: ['agencia efe'], domains: ['efe.com'] },
  { name: 'ansa', also: [], domains: ['ansa.it'] },
  { name: 'tass', also: [], domains: ['tass.com', 'tass.ru'] },
  { name: 'interfax', also: [], domains: ['interfax.com', 'interfax.ru'] },
  { name: 'anadolu agency', also: ['aa', 'anadolu'], domains: ['aa.com.tr'] },
  { name: 'bloomberg', also: ['bloomberg news'], domains: ['bloomberg.com'] },
  {
    name: 'tribune news service',
    also: ['tns'],
    domains: ['tribunenewsservice.com', 'tribunecontentagency.com'],
  },
  { name: 'the conversation', also: [], domains: ['theconversation.com'] },
  { name: 'propublica', also: [], domains: ['propublica.org'] },
  { name: 'kff health news', also: ['kaiser health news', 'khn'], domains: ['kffhealthnews.org', 'khn.org'] },
];
