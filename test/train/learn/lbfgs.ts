type Objective = (x: Float64Array, gradient: Float64Array) => number;

interface Step {
  s: Float64Array;
  y: Float64Array;
  rho: number;
}

/** How many past steps shape the next one; 10 is the usual choice. */
const memory = 10;

/** Limited-memory BFGS with a backtracking line search (Nocedal & Wright, algorithm 7.4). Deterministic. */
export function minimize(start: Float64Array, objective: Objective, iterations: number): Float64Array {
  let x = start;
  let gradient: Float64Array = new Float64Array(x.length);
  let value = objective(x, gradient);
  const steps: Step[] = [];
  for (let round = 0; round < iterations; round += 1) {
    const direction = directionOf(gradient, steps);
    const next = search(x, value, gradient, direction, objective, round === 0);
    if (next === null) break;
    remember(steps, x, gradient, next);
    const gain = value - next.value;
    ({ x, gradient, value } = next);
    if (gain < 1e-7 * Math.max(1, Math.abs(value))) break;
  }
  return x;
}

function directionOf(gradient: Float64Array, steps: Step[]): Float64Array {
  const q = gradient.map((each) => -each);
  const alphas: number[] = [];
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const { s, y, rho } = steps[i]!;
    alphas[i] = rho * dot(s, q);
    addScaled(q, y, -alphas[i]!);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let j = 0; j < q.length; j += 1) q[j] = q[j]! * scale;
  }
  steps.forEach(({ s, y, rho }, i) => {
    addScaled(q, s, alphas[i]! - rho * dot(y, q));
  });
  return q;
}

type Point = { x: Float64Array; gradient: Float64Array; value: number };

function search(
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  objective: Objective,
  first: boolean,
): Point | null {
  const slope = dot(gradient, direction);
  let size = first ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
  for (let tries = 0; tries < 30; tries += 1) {
    const to = x.map((each, j) => each + size * direction[j]!);
    const at = new Float64Array(x.length);
    const reached = objective(to, at);
    if (reached <= value + 1e-4 * size * slope) return { x: to, gradient: at, value: reached };
    size *= 0.5;
  }
  return null;
}

function remember(steps: Step[], x: Float64Array, gradient: Float64Array, next: Point): void {
  const s = next.x.map((each, j) => each - x[j]!);
  const y = next.gradient.map((each, j) => each - gradient[j]!);
  const product = dot(s, y);
  if (product <= 1e-12) return;
  steps.push({ s, y, rho: 1 / product });
  if (steps.length > memory) steps.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += a[j]! * b[j]!;
  return sum;
}

function addScaled(a: Float64Array, b: Float64Array, factor: number): void {
  for (let j = 0; j < a.length; j += 1) a[j] = a[j]! + factor * b[j]!;
}
