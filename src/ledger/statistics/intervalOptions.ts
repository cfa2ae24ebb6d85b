export interface IntervalOptions {
  /** How often each end may miss the true mean. Default: 0.025, so that both together cover 95%. */
  tail?: number;
  /** The step between neighbouring values, for instance 0.01 points for an accuracy on 10,000 images. Default: 0. */
  resolution?: number;
}
