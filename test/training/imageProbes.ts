import type { Dataset } from "../../src/data/dataset";
import { tf } from "../../src/engine/tf";
import { resnet } from "../../src/models/resnet";

/** Images of a few sizes of grey with coloured noise, of two classes: dark and bright. */
export function darkAndBright(size: number, seed: number): Dataset {
  let state = seed;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const labels = Uint8Array.from({ length: size }, (_, n) => n % 2);
  const images = Uint8Array.from({ length: size * 48 }, (_, i) => {
    const bright = labels[Math.floor(i / 48)];
    return Math.floor(40 + 90 * bright + 100 * random());
  });
  return { name: "dark and bright", size, shape: [4, 4, 3], images, labels, classNames: ["dark", "bright"] };
}

/** A tiny encoder whose batch norm has seen some data, so that training and inference differ. */
export function tinyEncoder(): tf.LayersModel {
  const encoder = resnet({ blocks: [1], width: 4, inputShape: [4, 4, 3], seed: 2 });
  tf.dispose(
    tf.tidy(() => encoder.apply(tf.randomUniform([8, 4, 4, 3], 0, 1, "float32", 3), { training: true }) as tf.Tensor),
  );
  return encoder;
}

/** All numbers of a model. */
export const numbersOf = (model: tf.LayersModel): number[] =>
  tf.tidy(() => model.getWeights().flatMap((weight) => [...weight.dataSync()]));
