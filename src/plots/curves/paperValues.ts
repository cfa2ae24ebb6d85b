/**
 * What a paper reports, drawn as open diamonds beside the measured values.
 *
 * Values of another task (ImageNet beside CIFAR-10) are given an axis of their own by `axis`. Its scale is that of
 * the measured values, a point for a point, and only its origin is shifted, so that the means of both lie at one
 * height: differences and shapes may be compared by eye, levels are read from the axes.
 */
export interface PaperValues {
  /** `series` is the name of the curve or group whose colour they take. */
  points: readonly { x: number | string; y: number; series?: string }[];
  /** Title of an axis of its own, for instance "ImageNet top-1, %". Default: the axis of the measured values. */
  axis?: string;
  /** In the legend. Default "paper". */
  name?: string;
}
