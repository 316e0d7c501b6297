/** Weights of a multinomial logistic regression by feature name, one number a class, as the training scripts write them. */
export interface LinearModel {
  about: string;
  /** The sets the weights were learned from, each with its terms. */
  trainedOn: string[];
  classes: string[];
  bias: number[];
  weights: Record<string, number[]>;
}

/** Probability of each class (sums to 1), in the order of `model.classes`. Features the model does not know count nothing. */
export function classify(model: LinearModel, features: Readonly<Record<string, number>>): number[] {
  const scores = [...model.bias];
  for (const name in features) {
    const value = features[name]!;
    const weights = value === 0 ? undefined : weightsOf(model, name);
    if (weights !== undefined)
      for (let k = 0; k < scores.length; k += 1) scores[k] = scores[k]! + value * weights[k]!;
  }
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** How much a feature speaks for class k rather than the others' mean; 0 where the model does not know it. */
export function leaning(model: LinearModel, name: string, value: number, k: number): number {
  const weights = weightsOf(model, name);
  if (weights === undefined) return 0;
  const others = weights.reduce((sum, weight) => sum + weight, 0) - weights[k]!;
  return value * (weights[k]! - others / (weights.length - 1));
}

/** Feature names come from texts: "constructor" must not find Object's own. */
function weightsOf(model: LinearModel, name: string): number[] | undefined {
  return Object.hasOwn(model.weights, name) ? model.weights[name] : undefined;
}
