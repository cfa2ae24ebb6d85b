import { sampleColors } from "../../src/augment/colorJitter";
import { sampleBoxes } from "../../src/augment/sampleBoxes";
import { tf } from "../../src/engine/tf";
import { bernoulli } from "../../src/random/bernoulli";
import type { Key } from "../../src/random/key";
import { split } from "../../src/random/split";
import * as reference from "./reference";

/** What `randomResizedCrop` draws for images of one size, applied in plain loops. */
export function cropsInLoops(
  images: reference.Pixels[],
  key: Key,
  { size, flipProbability }: { size: [number, number]; flipProbability: number },
): reference.Pixels[] {
  const [count, imageSize] = [images.length, [images[0].length, images[0][0].length] as [number, number]];
  return tf.tidy(() => {
    const [boxKey, flipKey] = split(key);
    const boxes = sampleBoxes(boxKey, { count, imageSize, area: [0.08, 1], aspectRatio: [3 / 4, 4 / 3] }).arraySync();
    const mirrored = bernoulli(flipKey, [count], { probability: flipProbability }).dataSync();
    return images.map((image, n) => {
      const cut = reference.crop(image, boxes[n], size);
      return mirrored[n] ? reference.mirror(cut) : cut;
    });
  });
}

/** What `colorJitter` draws, applied in plain loops. */
export function jitterInLoops(
  images: reference.Pixels[],
  key: Key,
  settings: Parameters<typeof sampleColors>[2],
): reference.Pixels[] {
  return tf.tidy(() => {
    const drawn = sampleColors(key, images.length, settings);
    const [factors, hue, order] = [drawn.factors.arraySync(), drawn.hue.arraySync(), drawn.order?.arraySync()];
    return images.map((image, n) =>
      reference.adjustColor(image, { factors: factors[n], hue: hue[n], order: order?.[n] ?? [0, 1, 2, 3] }),
    );
  });
}
