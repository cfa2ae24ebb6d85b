import type { Row } from "../../../ledger/row";

/** What a crop sees besides: nothing, or the colour distortion of the composition study. */
export type Distortion = "none" | "color";

export interface HistogramsConfig {
  /** Test images, two views of each. By chance a view finds its partner in 100 / images %. */
  images: number;
  /** Bins of a channel. */
  bins: number;
  distortion: Distortion;
}

export interface HistogramsMetrics {
  /** How often the other view of an image has the nearest histogram of all images' other views, in points; equally near is not found. */
  retrieval: number;
  /** Mean distance of the histograms of the two views of an image: total variation, in [0, 1]. */
  sameDistance: number;
  /** The same of views of different images. */
  otherDistance: number;
  /** sameDistance / otherDistance: 1 where histograms tell nothing. */
  ratio: number;
}

export type HistogramsRow = Row<HistogramsConfig, HistogramsMetrics>;
