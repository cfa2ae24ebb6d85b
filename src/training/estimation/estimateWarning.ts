/** Why an estimate may not mean what it says. */
export interface EstimateWarning {
  /**
   * "indistinguishableFromZero": the interval holds 0, as it does for independent data. "tooFewSamples": more pairs would give another
   * value, of "mine" a greater one, which may be far above the interval. "stillRising": more steps would. "ceiling": as much as this many pairs can tell; the mutual information may be far
   * greater, or infinite. "heavyTails": a few numbers are far from all others, and the scale lets them be. "discrete": nearest
   * neighbours were asked for where numbers recur. "manyColumns": nearest neighbours were asked for where they find a fraction only.
   */
  kind:
    | "indistinguishableFromZero"
    | "tooFewSamples"
    | "stillRising"
    | "ceiling"
    | "heavyTails"
    | "discrete"
    | "manyColumns";
  /** For a reader. */
  message: string;
}
