import { type Features, featuresOf, type Pair } from './features.js';
import { classify, type LinearModel, leaning } from './linear.js';
import model from './stance.json' with { type: 'json' };

/** Classes of the stance model, in the order of its weights. */
export type Stance = 'for' | 'observing' | 'against';

export interface StanceReading {
  stance: Stance;
  /** Probability of the stance chosen. */
  probability: number;
  probabilities: Record<Stance, number>;
  features: Features;
}

/** A model of stance: the one that ships is `readStance`. */
export type StanceReader = (pair: Pair) => StanceReading;

const stances: Stance[] = ['for', 'observing', 'against'];

/** Weights by name; the JSON module's own type would list every feature. */
const weights = model as unknown as LinearModel;

/** How a text stands to a claim it is about: asserts it, relays it without commitment, or disputes it. */
export function readStance(pair: Pair): StanceReading {
  const features = featuresOf(pair);
  return stanceReading(classify(weights, features), features);
}

/** What a model's probabilities say, in the order of its classes: for, observing, against. */
export function stanceReading(shares: ArrayLike<number>, features: Features): StanceReading {
  const probabilities = { for: shares[0]!, observing: shares[1]!, against: shares[2]! };
  const stance = stances.reduce((best, each) => (probabilities[each] > probabilities[best] ? each : best));
  return { stance, probability: probabilities[stance], probabilities, features };
}

/** Signs of withheld commitment. Handing a statement to a source ("police said") is none in the text of an article. */
const reserves = ['cue:hedge', 'cue:rumor', 'cue:allegation', 'cue:modal', 'shape:asksAtEnd'];

/** True where the text rather relays than asserts; in headlines a bare attribution does that too. */
export function leansToRelay({ probabilities }: StanceReading): boolean {
  return probabilities.observing >= probabilities.for;
}

/** True where it relays and says so in words of reserve, not only by naming a source. */
export function showsReserve(reading: StanceReading): boolean {
  return leansToRelay(reading) && reserves.some((name) => reading.features[name] === 1);
}

/** The features that speak most for a stance, strongest first. */
export function reasonsFor({ stance, features }: StanceReading): { name: string; weight: number }[] {
  const k = stances.indexOf(stance);
  return Object.entries(features)
    .map(([name, value]) => ({ name, weight: leaning(weights, name, value, k) }))
    .filter(({ weight }) => weight > 0.05)
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
}
