import { DataError } from "../dataError";

/** Eight-point Gauss-Legendre nodes above 0 and their weights. */
const rule = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
].flatMap(([node, weight]) => [
  [-node, weight],
  [node, weight],
]);

/** Densities are taken on a grid of σ/8, where the rectangle rule of anything smoothed by normal noise is exact to a double. */
const perSigma = 8;
/** Noise beyond these many σ has no weight in a double. */
const reach = 9;

/**
 * I(X;Z) of X ~ U(-1, 1), Z = f(X) + σ ε in nats, by quadrature: h(Z) less the entropy of the noise.
 *
 * X by Gauss-Legendre in panels that move f by less than σ/2, of which each node adds its normal bump to the grid of z.
 */
export function additiveNoiseMi(f: (x: number) => number, sigma: number): number {
  const panels = panelsFor(f, sigma);
  const nodes = Array.from({ length: panels }, (_, panel) =>
    rule.map(([node, weight]) => ({
      value: finite(f, -1 + (2 * panel + 1 + node) / panels),
      weight: weight / (2 * panels),
    })),
  ).flat();
  const step = sigma / perSigma;
  let [low, high] = [Infinity, -Infinity];
  for (const { value } of nodes) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const origin = low - reach * sigma;
  const density = new Float64Array(Math.ceil((high - low) / step) + 2 * reach * perSigma + 1);
  for (const { value, weight } of nodes) {
    const centre = (value - origin) / step;
    const last = Math.min(density.length - 1, Math.floor(centre + reach * perSigma));
    for (let at = Math.max(0, Math.ceil(centre - reach * perSigma)); at <= last; at++)
      density[at] += weight * Math.exp(-(((at - centre) / perSigma) ** 2) / 2);
  }
  // In units of σ: p σ √(2π) is the grid's value, so that the noise's own entropy leaves ½ behind.
  const unit = 1 / (perSigma * Math.sqrt(2 * Math.PI));
  return density.reduce((sum, p) => (p === 0 ? sum : sum - unit * p * Math.log(p)), 0) - 0.5;
}

function panelsFor(f: (x: number) => number, sigma: number): number {
  const probes = 4096;
  let steepest = 0;
  for (let i = 0; i < probes; i++)
    steepest = Math.max(steepest, Math.abs(finite(f, -1 + (2 * (i + 1)) / probes) - finite(f, -1 + (2 * i) / probes)));
  // An even number puts a boundary at 0, where functions like |x| have their kink.
  return 2 * Math.ceil(Math.max(16, (2 * probes * steepest) / sigma) / 2);
}

function finite(f: (x: number) => number, x: number): number {
  const value = f(x);
  if (!Number.isFinite(value))
    throw new DataError(`additiveNoise: f(${x}) is ${value}; a finite number is needed everywhere from -1 to 1`);
  return value;
}
