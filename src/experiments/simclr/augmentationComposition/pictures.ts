import { simclrViews } from "../../../augment/simclrViews";
import type { Dataset } from "../../../data/dataset";
import { gather } from "../../../data/gather";
import { tf } from "../../../engine/tf";
import { key } from "../../../random/key";
import type { HoverImages } from "../../../plots/thumbnail/hoverImages";
import { compositionNames } from "./cells";
import { viewsOf } from "./views";

/** Pairs of views in a picture, one above the other. */
const shown = 2;

/**
 * What each cell's network is shown: for every first and second transformation a picture of two pairs of views, each pair side by
 * side, of the first two images of the data set. For `compositionFigure`.
 * @param options.seed of the views, the same for all cells. Default 1
 * @returns 7 x 7 pictures, row by row, uint8 `[2 H, 2 W, 3]` each
 */
export function compositionPictures(dataset: Dataset, { seed = 1 }: { seed?: number } = {}): HoverImages {
  const [height, width, channels] = dataset.shape;
  const cells = compositionNames.flatMap((first) => compositionNames.map((second) => viewsOf({ first, second })));
  const pictures = cells.map((augment) =>
    tf.tidy(() => {
      const [a, b] = simclrViews(
        gather(
          dataset,
          Int32Array.from({ length: shown }, (_, n) => n),
        ),
        key(seed),
        augment,
      );
      return tf.concat([a, b], 2).mul(255).round().dataSync();
    }),
  );
  const bytes = shown * height * 2 * width * channels;
  const images = new Uint8Array(pictures.length * bytes);
  pictures.forEach((picture, n) => images.set(picture, n * bytes));
  return { images, shape: [shown * height, 2 * width, channels] };
}
