import { BoundError } from "./boundError";

export interface NtXentCapOptions {
  /** N: pairs of a batch, a whole number from 1. */
  pairs: number;
  /** τ, above 0. */
  temperature: number;
}

/**
 * The most that log N - NT-Xent can be for embeddings of unit length, whatever made them: what a temperature lets the loss say of
 * mutual information.
 *
 * log N - L <= log N - log( 1 + 2(N-1) exp( -N / (τ(N-1)) ) )
 *
 * Softplus is convex, so a batch does best when all its negatives are equally far; their cosines average -1/(N-1) at least, because
 * ‖Σ z‖² cannot be negative. With many pairs it is near 1/τ - log 2 while that is far below log N, and never above log N.
 *
 * @paper none of the three; log N - L <= I(X;Z) by arXiv 1905.06922, since NT-Xent has all negatives of InfoNCE and N - 1 more.
 * @returns nats; attained by views that agree and images that form a regular simplex, for which N - 1 dimensions are enough
 * @throws BoundError `ntXentCap: pairs is 0; it must be a whole number from 1`;
 *   `ntXentCap: temperature is 0; it must be above 0`
 */
export function ntXentCap({ pairs, temperature }: NtXentCapOptions): number {
  if (!Number.isInteger(pairs) || pairs < 1)
    throw new BoundError(`ntXentCap: pairs is ${pairs}; it must be a whole number from 1`);
  if (!(temperature > 0 && temperature < Infinity))
    throw new BoundError(`ntXentCap: temperature is ${temperature}; it must be above 0`);
  const others = pairs - 1;
  return Math.log(pairs) - Math.log1p(2 * others * Math.exp(-pairs / (temperature * others)));
}
