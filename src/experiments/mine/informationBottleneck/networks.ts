import { confidencePenalty } from "../../../losses/confidencePenalty";
import { labelSmoothing } from "../../../losses/labelSmoothing";
import { bottleneckEncoder, type CodeNoise } from "../../../models/bottleneckEncoder";
import { linearClassifier } from "../../../models/linearClassifier";
import { statisticsNetwork } from "../../../models/statisticsNetwork";
import type { CodePenalty, BottleneckOptions } from "../../../training/bottleneck";
import type { InformationBottleneckConfig } from "./config";
import type { Networks } from "./judgeCodes";

/** What training is told of a method. */
export type MethodParts = Networks & Pick<BottleneckOptions, "loss" | "penalty">;

/** The networks of a method, their weights those of the seed, with its loss and its penalty. */
export function partsOf(
  config: InformationBottleneckConfig,
  dims: { inputDim: number; classes: number },
  seed: number,
): MethodParts {
  const { method, strength, width, codeDim, criticWidth } = config;
  const encoder = bottleneckEncoder({
    ...{ inputDim: dims.inputDim, codeDim, hiddenDims: [width, width], noise: noiseOf(config), seed },
  });
  const decoder = linearClassifier({ inputDim: codeDim, classes: dims.classes, seed });
  const networks = { encoder, decoder };
  if (method === "label smoothing")
    return { ...networks, loss: (logits, labels) => labelSmoothing(logits, labels, { smoothing: strength }) };
  if (method === "confidence penalty")
    return { ...networks, loss: (logits, labels) => confidencePenalty(logits, labels, { beta: strength }) };
  if (method === "VIB") return { ...networks, penalty: { kind: "variational", beta: strength } };
  if (method !== "MINE-Gaussian" && method !== "MINE-additive") return networks;
  const statistics = statisticsNetwork({
    ...{ xDim: dims.inputDim, zDim: codeDim, structure: "separable", hiddenDims: [criticWidth], seed },
  });
  const penalty: CodePenalty = { kind: "mine", beta: strength, statistics, learningRate: config.criticRate };
  return { ...networks, statistics, penalty };
}

function noiseOf({ method, strength, inputNoise }: InformationBottleneckConfig): CodeNoise {
  switch (method) {
    case "dropout":
      return { kind: "dropout", rate: strength };
    case "VIB":
    case "MINE-Gaussian":
      return { kind: "gaussian" };
    case "MINE-additive":
      return { kind: "additive", deviation: inputNoise };
    case "additive noise":
      return { kind: "additive", deviation: strength };
    default:
      return { kind: "none" };
  }
}
