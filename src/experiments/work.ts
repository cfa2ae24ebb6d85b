/**
 * What a run computes, by kind; a kind that is missing is 0. The seconds that a machine takes for one of each kind make its time.
 * Works add up, see `sumOfWork`.
 */
export interface Work {
  /** Floating-point operations of training steps of convolutional networks, forward and backward: two a multiplication. */
  trainingFlops?: number;
  /** Numbers that their layers with weights give in those steps: normalising, rectifying and moving them takes time too. */
  trainingValues?: number;
  /** The same of forward passes alone. */
  embeddingFlops?: number;
  embeddingValues?: number;
  /** Of fits of linear probes: iterations x rows x (columns + `overheadColumns`). */
  probedValues?: number;
  /** Training steps of networks so small that the hand-overs between ops take most of the time, and their operations. */
  smallSteps?: number;
  smallFlops?: number;
  /** Steps that are compiled anew, whatever they are of. */
  compiledSteps?: number;
}

/** All kinds. */
export const kindsOfWork = [
  "trainingFlops",
  "trainingValues",
  "embeddingFlops",
  "embeddingValues",
  "probedValues",
  "smallSteps",
  "smallFlops",
  "compiledSteps",
] as const satisfies readonly (keyof Work)[];
