import type { Work } from "../work";
import { passOf, type Networks } from "./passOf";

/** The work of training steps that see so many images (views) altogether: the gradients of weights and of inputs take as much as the pass each. */
export function trainingWork(networks: Networks, images: number): Work {
  const { flops, firstFlops, values } = passOf(networks);
  return { trainingFlops: images * (3 * flops - firstFlops), trainingValues: images * values };
}

/** The work of forward passes of so many images. */
export function embeddingWork(networks: Networks, images: number): Work {
  const { flops, values } = passOf(networks);
  return { embeddingFlops: images * flops, embeddingValues: images * values };
}
