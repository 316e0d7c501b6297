import type { Logistic } from './logistic.js';
import type { TrainedOn } from './sets.js';

export interface ModelFile {
  about: string;
  trainedOn: TrainedOn[];
  classes: string[];
  bias: number[];
  weights: Record<string, number[]>;
}

/** Weights below this in every class move no decision and are left out. */
const least = 0.004;

const digits = (value: number): number => Math.round(value * 1000) / 1000;

/** A fitted regression as the JSON that ships: three digits, features in alphabetical order. */
export function modelFile(
  head: Pick<ModelFile, 'about' | 'trainedOn' | 'classes'>,
  names: readonly string[],
  model: Logistic,
): ModelFile {
  const weights = names
    .map((name, at) => [name, model.weights.map((each) => digits(each[at]!))] as const)
    .filter(([, each]) => each.some((weight) => Math.abs(weight) >= least))
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return {
    ...head,
    bias: model.weights.map((each) => digits(each.at(-1)!)),
    weights: Object.fromEntries(weights),
  };
}

/** A model as its file has it: a feature a line. */
export function modelText(model: ModelFile): string {
  return `${JSON.stringify(model).replaceAll('],"', '],\n"')}\n`;
}
