import { readFileSync } from "node:fs";
import path from "node:path";
import { tf } from "../../src/engine/tf";

const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.resolve(__dirname, "../../../test/fixtures", file), "utf8"));

interface Differentiated {
  value: number;
  joint: number[];
  marginal: number[];
}

/** Values and gradients of PyTorch; test/fixtures/pytorch/bounds.py made them. */
export const torch = read("pytorch/bounds.json") as {
  cases: {
    joint: number[];
    marginal: number[];
    bounds: Record<"donskerVaradhan" | "nwj" | "smile" | "jensenShannon", Differentiated>;
  }[];
  infoNce: { scores: number[][]; value: number; gradient: number[][] }[];
  movingAverage: {
    rate: number;
    steps: {
      joint: number[];
      marginal: number[];
      value: number;
      gradientJoint: number[];
      gradientMarginal: number[];
      logAverage: number;
    }[];
  }[];
};

/** Estimates of scikit-learn; test/fixtures/scikit-learn/mutualInformation.py made them. */
export const sklearn = read("scikit-learn/mutualInformation.json") as {
  ksg: { x: number[]; z: number[]; k: number; miNats: number; publicMiNats: number }[];
  binning: { x: number[]; z: number[]; bins: number; equalWidth: number; equalMass: number }[];
};

/** PyTorch of the fixtures. */
export const pytorch = "PyTorch 2.14.1";

/** All numbers of what a function of tensors gives, one tensor after the other. */
export function numbersOf(make: () => tf.Tensor | tf.Tensor[]): number[] {
  return tf.tidy(() => [make()].flat().flatMap((tensor) => [...tensor.dataSync()]));
}

export type TwoSampleBound = (joint: tf.Tensor, marginal: tf.Tensor) => tf.Scalar;

/** A bound's value, then its slopes by the joint and the marginal scores. */
export function valueAndSlopes(bound: TwoSampleBound, joint: number[], marginal: number[]): number[] {
  return numbersOf(() => {
    const { value, grads } = tf.valueAndGrads((...given) => bound(given[0], given[1]))([
      tf.tensor1d(joint),
      tf.tensor1d(marginal),
    ]);
    return [value, ...grads];
  });
}
