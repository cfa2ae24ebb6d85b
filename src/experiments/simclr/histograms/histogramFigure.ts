import type { Dataset } from "../../../data/dataset";
import { gather } from "../../../data/gather";
import { tf } from "../../../engine/tf";
import { colorHistogram } from "../../../metrics/colorHistogram";
import type { Figure } from "../../../plots/figure";
import { histogramGrid, type HistogramGroup } from "../../../plots/histogramGrid";
import { key } from "../../../random/key";
import type { Distortion } from "./config";
import { distortedCrop } from "./views";

export interface HistogramCropsOptions {
  distortion: Distortion;
  /** A whole number from 0. The crops of one seed are the same with distortion and without. */
  seed: number;
  /** Of each image. Default 4. */
  crops?: number;
}

/**
 * Random crops of each image, as `histogramFigure` counts them.
 * @paper arXiv 2002.05709v3, figure 6
 * @returns float32 `[N · crops, H, W, C]` in [0, 1], those of the first image first; dispose of it
 */
export function histogramCrops(images: Dataset, { distortion, seed, crops = 4 }: HistogramCropsOptions): tf.Tensor4D {
  const indices = Array.from({ length: images.size * crops }, (_, n) => Math.floor(n / crops));
  return tf.tidy(() => distortedCrop(distortion)(gather(images, indices), key(seed)));
}

export interface HistogramFigureOptions extends Omit<HistogramCropsOptions, "distortion"> {
  /** Default 32. */
  bins?: number;
}

/** Where bars are cut: clipped colours, as of a white sky, fill a single bin. */
const highest = 0.3;

/**
 * The paper's figure: intensities of several crops of a few images, all channels together, without and with colour distortion.
 * @paper arXiv 2002.05709v3, figure 6
 * @param images two or three: a row each, named by its class
 */
export function histogramFigure(images: Dataset, options: HistogramFigureOptions): Figure {
  const { seed, crops = 4, bins = 32 } = options;
  const group = (distortion: Distortion, heading: string): HistogramGroup => {
    const pictures = histogramCrops(images, { distortion, seed, crops });
    const [count, height, width, channels] = pictures.shape;
    const together = pictures.reshape<tf.Tensor4D>([count, height, width * channels, 1]);
    const { values } = colorHistogram(together, { bins });
    tf.dispose([pictures, together]);
    const panels = (n: number): Float32Array[] =>
      Array.from({ length: crops }, (_, crop) =>
        values.subarray((n * crops + crop) * bins, (n * crops + crop + 1) * bins),
      );
    return { heading, rows: Array.from({ length: images.size }, (_, n) => panels(n)) };
  };
  return histogramGrid([group("none", "without colour distortion"), group("color", "with colour distortion")], {
    title: `Intensities of ${crops} crops of each image; bars are cut at ${100 * highest}%`,
    highest,
    names: Array.from(images.labels, (label) => images.classNames[label]),
    xTitle: "intensity",
  });
}
