import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { cifarResnet } from "../../src/models/cifarResnet";
import { resnet, type ResNetOptions } from "../../src/models/resnet";
import { resnetParameters } from "../../src/models/resnetParameters";
import { agree } from "../support/agree";
import { formulaNumbers } from "../support/formulaNumbers";

interface Case {
  /** Of the images. */
  seed: number;
  options: ResNetOptions;
  parameters: number;
  inference: number[];
  training: number[];
  /** Of each its length, and its direction as one number; none where some ReLU is so near its kink that rounding decides. */
  gradients: Record<string, [number, number]>;
  moving: Record<string, number>;
}

const golden = JSON.parse(
  readFileSync(path.resolve(__dirname, "../../../test/fixtures/pytorch/resnet.json"), "utf8"),
) as { parameters: Record<string, number>; cases: Record<string, Case> };

/**
 * Ten times the most by which PyTorch in float32 is off from PyTorch in float64 in any of these networks, which the script tells:
 * both sum in orders of their own. Batch norm over four images makes small differences large, and fifty layers more so.
 */
const shallow = { inference: 3e-6, training: 1e-4, gradients: 2e-4, moving: 6e-6 };
const deep = { inference: 3e-6, training: 7e-4, gradients: 0, moving: 4e-5 };
const tolerancesOf = (name: string): typeof shallow => (name === "torchvision ResNet-50" ? deep : shallow);

const size = (shape: readonly (number | null)[]): number => shape.reduce<number>((all, n) => all * n!, 1);

/** The weights that the script gives to the layer of the same name. */
function byFormula(name: string, shape: number[]): tf.Tensor {
  const u = formulaNumbers(name, size(shape));
  const bound = Math.sqrt(6 / size(shape.slice(0, -1)));
  const kind = name.slice(name.lastIndexOf("/") + 1);
  const value = (x: number): number => {
    if (kind === "kernel") return (2 * x - 1) * bound;
    if (kind === "gamma") return 0.25 + x / 2;
    return kind === "moving_variance" ? 0.5 + x : x - 0.5;
  };
  return tf.tensor(Float32Array.from(u, value), shape);
}

/** One number that stands for a tensor, as the script has it. */
function dot(name: string, tensor: tf.Tensor): number {
  const direction = formulaNumbers(`direction/${name}`, tensor.size);
  return (tensor.dataSync() as Float32Array).reduce((sum, value, i) => sum + value * (direction[i] - 0.5), 0);
}

/** A gradient's length, and its direction as one number, the shorter the less, as the script has it. */
function slope(name: string, gradient: tf.Tensor): [number, number] {
  const length = Math.hypot(...gradient.dataSync());
  return [length, dot(name, gradient) / Math.max(1, length)];
}

interface Measured extends Omit<Case, "seed" | "options" | "parameters"> {
  /** Number of all trained ones. */
  trained: number;
}

function measure({ seed, options }: Case, compiled: boolean, make = resnet): Measured {
  const model = make(options);
  const [height, width, channels] = options.inputShape!;
  const shape: [number, number, number, number] = [4, height, width, channels];
  const images = tf.tensor4d(Float32Array.from(formulaNumbers(`images/${seed}`, size(shape))), shape);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const step = compile((x: tf.Tensor4D) => {
    let features: tf.Tensor | undefined;
    const { grads } = tf.variableGrads(() => {
      const h = tf.keep(model.apply(x, { training: true }) as tf.Tensor);
      features = h;
      const direction = tf.tensor(Float32Array.from(formulaNumbers("loss", h.size), (u) => u - 0.5));
      return h.mul(direction.reshape(h.shape)).sum();
    }, variables);
    // Kept for this only: the copy is let go.
    const copy = features!.clone();
    features!.dispose();
    return { features: copy, gradients: variables.map(({ name }) => grads[name]) };
  });
  try {
    return tf.tidy(() => {
      for (const weight of model.weights) weight.write(byFormula(weight.originalName, weight.shape as number[]));
      const firstTwo = (all: tf.Tensor): number[] => [...all.dataSync()].slice(0, all.size / 2);
      const inference = firstTwo(model.predict(images) as tf.Tensor);
      const { features, gradients } = compiled ? step(images) : step.eager(images);
      const slopes = gradients.map((gradient, i): [string, [number, number]] => {
        const name = model.trainableWeights[i].originalName;
        return [name, slope(name, gradient)];
      });
      const averages = model.nonTrainableWeights.map(({ originalName }, i): [string, number] => [
        originalName,
        dot(originalName, model.nonTrainableWeights[i].read()),
      ]);
      const trained = variables.reduce((sum, variable) => sum + variable.size, 0);
      const parts = { gradients: Object.fromEntries(slopes), moving: Object.fromEntries(averages) };
      return { inference, training: firstTwo(features), ...parts, trained };
    });
  } finally {
    step.dispose();
    images.dispose();
    model.dispose();
  }
}

describe("resnet beside PyTorch", () => {
  for (const [name, expected] of Object.entries(golden.cases))
    for (const compiled of [false, true]) {
      const differentiable = Object.keys(expected.gradients).length > 0;
      it(`has ${differentiable ? "features, gradients" : "features"} and moving statistics of ${name}, ${compiled ? "compiled" : "op by op"}`, () => {
        const agreement = {
          of: "resnet",
          with: name.startsWith("torchvision") ? "torchvision 0.29.1" : "PyTorch 2.14.1",
        };
        const measured = measure(expected, compiled);
        assert.equal(measured.trained, expected.parameters);
        for (const mode of ["inference", "training"] as const)
          agree(agreement, measured[mode], expected[mode], tolerancesOf(name)[mode]);
        for (const part of differentiable ? (["gradients", "moving"] as const) : (["moving"] as const)) {
          const names = Object.keys(expected[part]).sort();
          assert.deepEqual(Object.keys(measured[part]).sort(), names);
          const list = (values: Record<string, number | number[]>): number[] => names.flatMap((key) => values[key]);
          agree(agreement, list(measured[part]), list(expected[part]), tolerancesOf(name)[part]);
        }
      });
    }
});

describe("cifarResnet beside PyTorch", () => {
  it("has the features of three stages with shortcuts without weights", () => {
    const golden20 = golden.cases["shortcuts without weights"];
    const { inference, training } = golden20;
    const { width, padding, inputShape } = golden20.options;
    const measured = measure(golden20, false, () => cifarResnet({ depth: 20, width, padding, inputShape }));
    agree({ of: "cifarResnet", with: "PyTorch 2.14.1" }, measured.inference, inference, shallow.inference);
    agree({ of: "cifarResnet", with: "PyTorch 2.14.1" }, measured.training, training, shallow.training);
  });
});

describe("resnetParameters", () => {
  it("counts what torchvision's networks have without their classifiers", () => {
    for (const depth of [18, 34, 50, 101, 152] as const)
      agree(
        { of: "resnetParameters", with: "torchvision 0.29.1" },
        resnetParameters({ depth, stem: "imagenet" }).trained,
        golden.parameters[depth],
        0,
      );
  });
});
