/** An agency whose texts are made to be reprinted: of equal candidates its own page is the original. */
export interface Wire {
  name: string;
  /** Other names in credit lines and bylines. */
  also: string[];
  domains: string[];
}

const wire = (name: string, also: string, domains: string): Wire => ({
  name,
  also: also.split(', ').filter(Boolean),
  domains: domains.split(' ').filter(Boolean),
});

/** News agencies, syndicates and free-to-republish newsrooms, with the names they are credited by. */
export const WIRES: readonly Wire[] = [
  // World and national agencies
  wire('Associated Press', 'AP, AP News', 'apnews.com ap.org'),
  wire('Reuters', 'Thomson Reuters', 'reuters.com'),
  wire('Agence France-Presse', 'AFP, Agence France Presse', 'afp.com france24.com'),
  wire('United Press International', 'UPI', 'upi.com'),
  wire('Press Association', 'PA, PA Media, PA News Agency', 'pa.media'),
  wire('Deutsche Presse-Agentur', 'dpa, dpa International', 'dpa.com dpa-international.com'),
  wire('Austria Presse Agentur', 'APA', 'apa.at'),
  wire('Keystone-SDA', 'SDA', 'keystone-sda.ch'),
  wire('Canadian Press', 'CP, The Canadian Press', 'thecanadianpress.com'),
  wire('Australian Associated Press', 'AAP, AAP Newswire', 'aap.com.au'),
  wire('Press Trust of India', 'PTI', 'ptinews.com'),
  wire('Asian News International', 'ANI', 'aninews.in'),
  wire('Indo-Asian News Service', 'IANS', 'ians.in'),
  wire('United News of India', 'UNI', 'uniindia.com'),
  wire('Xinhua', 'Xinhua News Agency', 'xinhuanet.com news.cn'),
  wire('Kyodo', 'Kyodo News', 'kyodonews.net'),
  wire('Jiji Press', 'Jiji', 'jiji.com'),
  wire('Yonhap', 'Yonhap News Agency', 'yna.co.kr'),
  wire('Bernama', '', 'bernama.com'),
  wire('Antara', 'Antara News', 'antaranews.com'),
  wire('EFE', 'Agencia EFE', 'efe.com'),
  wire('Europa Press', '', 'europapress.es'),
  wire('Lusa', 'Agência Lusa', 'lusa.pt'),
  wire('ANSA', 'Agenzia ANSA', 'ansa.it'),
  wire('Adnkronos', '', 'adnkronos.com'),
  wire('Belga', 'Belga News Agency', 'belganewsagency.eu belga.be'),
  wire('ANP', '', 'anp.nl'),
  wire('Ritzau', '', 'ritzau.dk'),
  wire('NTB', '', 'ntb.no'),
  wire('TT', 'TT News Agency', 'tt.se'),
  wire('STT', '', 'stt.fi'),
  wire('PAP', 'Polish Press Agency', 'pap.pl'),
  wire('ČTK', 'CTK, Czech News Agency', 'ctk.cz'),
  wire('TASS', 'ITAR-TASS', 'tass.com tass.ru'),
  wire('Interfax', '', 'interfax.com interfax.ru'),
  wire('RIA Novosti', '', 'ria.ru'),
  wire('Ukrinform', '', 'ukrinform.net ukrinform.ua'),
  wire('Interfax-Ukraine', '', 'interfax.com.ua'),
  wire('Anadolu Agency', 'AA, Anadolu', 'aa.com.tr'),
  wire('IRNA', 'Islamic Republic News Agency', 'irna.ir'),
  wire('MENA', 'Middle East News Agency', 'mena.org.eg'),
  wire('News Agency of Nigeria', 'NAN', 'nannews.ng'),
  wire('Agência Brasil', 'Agencia Brasil', 'agenciabrasil.ebc.com.br'),
  wire('Inter Press Service', 'IPS', 'ipsnews.net'),
  // Financial and specialist
  wire('Bloomberg', 'Bloomberg News', 'bloomberg.com'),
  wire('Dow Jones Newswires', 'Dow Jones', 'dowjones.com'),
  wire('Religion News Service', 'RNS', 'religionnews.com'),
  wire('KFF Health News', 'Kaiser Health News, KHN', 'kffhealthnews.org khn.org'),
  // Syndicates and sharing among local titles
  wire(
    'Tribune News Service',
    'TNS, Tribune Content Agency',
    'tribunenewsservice.com tribunecontentagency.com',
  ),
  wire('States Newsroom', '', 'statesnewsroom.com'),
  wire('Advance Local', 'Advance Local Media', 'advancelocal.com'),
  wire('Gannett', 'USA TODAY Network', 'gannett.com'),
  wire('McClatchy', 'McClatchy News', 'mcclatchy.com'),
  wire('CNN Newsource', '', 'newsource.cnn.com'),
  wire('Capitol News Illinois', '', 'capitolnewsillinois.com'),
  wire('Stacker', '', 'stacker.com'),
  // Free to republish
  wire('The Conversation', '', 'theconversation.com'),
  wire('ProPublica', '', 'propublica.org'),
  wire('The Marshall Project', '', 'themarshallproject.org'),
  wire('CalMatters', '', 'calmatters.org'),
  wire('The Texas Tribune', '', 'texastribune.org'),
  wire('Voice of America', 'VOA', 'voanews.com'),
  wire('Radio Free Europe/Radio Liberty', 'RFE/RL', 'rferl.org'),
];
