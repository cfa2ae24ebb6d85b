import { loadCifar10 } from "../../../data/cifar10/load";
import { subset } from "../../../data/subset";
import { tf } from "../../../engine/tf";
import { key } from "../../../random/key";
import { normal } from "../../../random/normal";
import { split } from "../../../random/split";
import { uniform } from "../../../random/uniform";
import { trainingWork } from "../../../experiments/cost/networkWork";
import { type GoldenArray, type GoldenArrays, writeGolden } from "../golden";
import { imagesOf, pixelsOfViews } from "./goldenImages";
import { mineShapes, mineTraining } from "./mineTraining";
import { simclrNetworks, simclrTraining, tensorOf } from "./simclrTraining";
import { stepOf, take } from "./stepOf";

const images = 128;
const mineBatches = 32;

/** Writes the arrays that every side of the SimCLR works starts from, and what our eager steps make of them. */
function exportSimclr(folder: string, width: number): void {
  const { models, step } = simclrTraining(width);
  const views = normal(key(1), [2 * images, 32, 32, 3]);
  const cifar = subset(loadCifar10(), { size: 2560, seed: 0 });
  const arrays: GoldenArrays = {
    views: arrayOf(views),
    images: { dtype: "uint8", shape: [cifar.size, ...cifar.shape], values: cifar.images },
  };
  for (const weight of models.flatMap(({ trainableWeights }) => trainableWeights))
    arrays[weight.originalName] = arrayOf(weight.read());
  const train = stepOf({ mode: "eager" }, step);
  const losses = [1, 2, 3].map(() => take(train(views)));
  const { trainingFlops: flops } = trainingWork(simclrNetworks(width), 2 * images);
  const facts = { losses, flops, pixels: pixelsOfViews(imagesOf(arrays.images)) };
  writeGolden(folder, arrays, facts);
}

/** The same for MINE: pairs of 20 + 20 normal variables of correlation 0.5, and marginal pairs of shuffled ones. */
function exportMine(folder: string): void {
  const [xKey, noiseKey, ...weightKeys] = split(key(2), 8);
  const pairs = tf.tidy(() => {
    const x = normal(xKey, [mineBatches, 256, 20]);
    const y = x.mul(0.5).add(normal(noiseKey, [mineBatches, 256, 20]).mul(Math.sqrt(0.75)));
    // The neighbour's y is as good as a random one: the rows are independent.
    const shuffled = tf.concat([tf.slice(y, [0, 1, 0]), tf.slice(y, [0, 0, 0], [-1, 1, -1])], 1);
    return tf.concat([tf.concat([x, y], 2), tf.concat([x, shuffled], 2)], 1);
  });
  const arrays: GoldenArrays = { pairs: arrayOf(pairs) };
  Object.entries(mineShapes).forEach(([name, shape], n) => {
    const bound = Math.sqrt(6 / shape[0]);
    const weights = uniform(weightKeys[n], [...shape]);
    arrays[name] = arrayOf(weights.mul(2 * bound).sub(bound));
  });
  const train = stepOf(
    { mode: "eager" },
    mineTraining((name) => arrays[name]),
  );
  const losses = tf
    .unstack(tensorOf(arrays.pairs))
    .slice(0, 3)
    .map((pairs) => take(train(pairs)));
  writeGolden(folder, arrays, { losses });
}

function arrayOf(tensor: tf.Tensor): GoldenArray {
  return { dtype: "float32", shape: tensor.shape, values: tensor.dataSync<"float32">() };
}

const { kind, folder, width } = JSON.parse(process.argv[2]) as {
  kind: "simclr" | "mine";
  folder: string;
  width: number;
};
if (kind === "simclr") exportSimclr(folder, width);
else exportMine(folder);
