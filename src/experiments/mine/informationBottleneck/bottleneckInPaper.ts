import type { Method } from "./config";

/** Misclassification in % on the 10,000 test images of MNIST, after training on 60,000. */
export interface ErrorInPaper {
  method: Method;
  /** Of the first version, without averaging of weights. */
  firstVersion?: number;
  /** Of the version of ICML, quoted from memory: not verified. */
  unverified?: number;
}

/**
 * The paper also has a third encoder, with propagated noise: 1.24, and 1.10 (not verified).
 * @paper arXiv 1801.04062, table of the section on the information bottleneck
 */
export const bottleneckInPaper: readonly ErrorInPaper[] = [
  { method: "deterministic", unverified: 1.38 },
  { method: "dropout", unverified: 1.34 },
  { method: "confidence penalty", unverified: 1.36 },
  { method: "label smoothing", unverified: 1.4 },
  { method: "VIB", firstVersion: 1.37, unverified: 1.13 },
  { method: "MINE-Gaussian", firstVersion: 1.26, unverified: 1.11 },
  { method: "MINE-additive", firstVersion: 1.19, unverified: 1.01 },
];
