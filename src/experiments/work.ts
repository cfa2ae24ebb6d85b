/** What a run computes, by kind. A machine's speed at each kind makes seconds of it. */
export interface Work {
  /** Floating-point operations of training steps of convolutional networks, forward and backward. */
  training?: number;
  /** Floating-point operations of forward passes of convolutional networks. */
  embedding?: number;
  /** Floating-point operations of fitting linear probes. */
  probing?: number;
  /** Training steps of networks so small that the hand-overs between ops take most of the time. */
  smallSteps?: number;
}
