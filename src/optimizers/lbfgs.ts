import { OptimizerError } from "./optimizerError";

export interface Objective {
  value: number;
  gradient: Float64Array;
}

export interface LbfgsOptions {
  /** Ends when no entry of the gradient is larger. Default 1e-5. */
  gradientTolerance?: number;
  /** Default 500. */
  maxIterations?: number;
  /** Steps remembered. Default 10. */
  memory?: number;
}

export interface LbfgsResult {
  x: Float64Array;
  value: number;
  iterations: number;
  /** Largest entry of the gradient at x, without sign. */
  gradientNorm: number;
  /** Whether gradientNorm is within the tolerance. */
  converged: boolean;
}

/** A step must gain this share of what the slope promises. */
const sufficientDecrease = 1e-4;
const maxHalvings = 25;

/**
 * Minimises a smooth function by L-BFGS with backtracking.
 *
 * @paper Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 3.1.
 * @param objective value and gradient at x. Convex functions are what it is used for; others end in a local minimum.
 * @param start left as it is.
 * @returns the best point found; not converged when iterations run out or rounding leaves no step that gains.
 * @throws OptimizerError `lbfgs: the value at the start is NaN; a finite one is needed`.
 */
export function lbfgs(
  objective: (x: Float64Array) => Objective,
  start: Float64Array,
  options: LbfgsOptions = {},
): LbfgsResult {
  const { gradientTolerance = 1e-5, maxIterations = 500, memory = 10 } = options;
  let x: Float64Array = Float64Array.from(start);
  let now = objective(x);
  if (!Number.isFinite(now.value))
    throw new OptimizerError(`lbfgs: the value at the start is ${now.value}; a finite one is needed`);
  const pairs: Pair[] = [];
  let iterations = 0;
  for (; iterations < maxIterations && largest(now.gradient) > gradientTolerance; iterations++) {
    let direction = descent(now.gradient, pairs);
    let slope = dot(direction, now.gradient);
    if (!(slope < 0)) {
      pairs.length = 0;
      direction = now.gradient.map((g) => -g);
      slope = dot(direction, now.gradient);
    }
    // Without curvature known yet, a first step of length 1 at most.
    const length = pairs.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    const next = backtrack(objective, { x, direction, slope, value: now.value, length });
    if (next === undefined) break;
    const s = next.x.map((value, i) => value - x[i]);
    const y = next.gradient.map((value, i) => value - now.gradient[i]);
    const sy = dot(s, y);
    // Only positive curvature keeps the approximation positive definite.
    if (sy > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) pairs.push({ s, y, rho: 1 / sy });
    if (pairs.length > memory) pairs.shift();
    x = next.x;
    now = next;
  }
  const gradientNorm = largest(now.gradient);
  return { x, value: now.value, iterations, gradientNorm, converged: gradientNorm <= gradientTolerance };
}

interface Pair {
  s: Float64Array;
  y: Float64Array;
  rho: number;
}

/** The two-loop recursion: minus the inverse Hessian, as far as the pairs know it, times the gradient. */
function descent(gradient: Float64Array, pairs: Pair[]): Float64Array {
  const q = gradient.map((g) => -g);
  const alphas = new Array<number>(pairs.length);
  for (let i = pairs.length - 1; i >= 0; i--) {
    alphas[i] = pairs[i].rho * dot(pairs[i].s, q);
    addScaled(q, pairs[i].y, -alphas[i]);
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let j = 0; j < q.length; j++) q[j] *= scale;
  }
  pairs.forEach(({ s, y, rho }, i) => addScaled(q, s, alphas[i] - rho * dot(y, q)));
  return q;
}

interface Search {
  x: Float64Array;
  direction: Float64Array;
  slope: number;
  value: number;
  length: number;
}

function backtrack(
  objective: (x: Float64Array) => Objective,
  search: Search,
): (Objective & { x: Float64Array }) | undefined {
  const { x, direction, slope, value } = search;
  for (let halving = 0, length = search.length; halving < maxHalvings; halving++, length /= 2) {
    const at = x.map((xi, i) => xi + length * direction[i]);
    const there = objective(at);
    if (there.value <= value + sufficientDecrease * length * slope) return { ...there, x: at };
  }
  return undefined;
}

function addScaled(to: Float64Array, from: Float64Array, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i] += scale * from[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(x: Float64Array): number {
  let most = 0;
  for (const value of x) most = Math.max(most, Math.abs(value));
  return most;
}
