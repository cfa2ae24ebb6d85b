import type { Work } from "../work";
import { trainingWork } from "./networkWork";
import type { Networks } from "./passOf";
import { sumOfWork } from "./sumOfWork";

/** The work of `pretrain`: two views of each image of a batch; images that fill no last batch are left out. */
export function pretrainingWork({
  images,
  epochs,
  batchSize,
  ...networks
}: Networks & { images: number; epochs: number; batchSize: number }): Work {
  const views = 2 * batchSize * Math.floor(images / batchSize) * epochs;
  return sumOfWork(trainingWork(networks, views), { compiledSteps: 1 });
}
