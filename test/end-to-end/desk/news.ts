import type { Dispatch } from '../../support/newsroom.js';

/** Reports of things that have nothing to do with each other, so that each is a story of its own: what, who says so, what more. */
const reports: [string, string, string][] = [
  [
    'Lighthouse of Saint Orla goes dark for the first time since 1911',
    'The lamp of the lighthouse on Saint Orla went out on Tuesday, keeper Jonas Vik said, after salt water reached its generator.',
    'Vik said that 26 fishing boats were led home by radio. A new generator will arrive within nine days, the coast office said.',
  ],
  [
    'Choir of Velling sings through the night to save its hall',
    'Forty singers of Velling sang for 13 hours in a hall that the town wants to sell, choir master Asta Lind said.',
    'The sale would bring 900,000 crowns, treasurer Bo Kragh said. Lind called the price a third of what the organ alone is worth.',
  ],
  [
    'Beekeepers of Marrow Valley lose half their hives to frost',
    'A late frost killed 310 of 600 hives in Marrow Valley, the head of the beekeepers, Petra Sand, said on Wednesday.',
    'Sand said that orchards would be pollinated by hand this spring. The valley grows a fifth of the country’s pears.',
  ],
  [
    'Night train to Ostrand returns after eleven years',
    'The night train between Halm and Ostrand will run again from June, railway director Miro Tal said, with seven sleeping cars.',
    'Tickets will cost 84 crowns. Tal said that the first month was sold out within two hours of the announcement.',
  ],
  [
    'Museum of Dray finds that its oldest map is a copy',
    'The map of Dray that the museum showed as drawn in 1588 was printed about 1840, curator Lena Moss said after tests of its ink.',
    'Moss said that the museum had paid 45,000 crowns for it. The seller has not answered letters since April.',
  ],
  [
    'Ski lift of Upper Tarn stops with 58 people on it',
    'Fifty-eight people hung above Upper Tarn for three hours after a gear of the ski lift broke, rescue leader Olav Brand said.',
    'Nobody was hurt. Brand said that the gear had been examined in October and had shown no damage then.',
  ],
  [
    'Pharmacies of Esker run out of a common asthma spray',
    'Pharmacies in Esker have had no asthma spray since Friday, the chamber of pharmacists said, because a plant abroad stands still.',
    'Chamber president Nadia Roe said that 12,000 patients use it. She expects deliveries to begin again in two weeks.',
  ],
  [
    'Schoolchildren of Pell count more swifts than ever',
    'Pupils of Pell counted 1,420 swifts above the town this week, teacher Gunnar Aas said, the most since counting began in 1997.',
    'Aas put it down to 200 nesting boxes that the parents hung up in March. A count by the university will follow.',
  ],
];

/** How many there are. */
export const reportCount = reports.length;

/** The report of this number, published now. */
export function report(number: number): Dispatch {
  const [title, ...paragraphs] = reports[number] as [string, string, string];
  return { path: `/live/${number}`, title, paragraphs, at: new Date() };
}
