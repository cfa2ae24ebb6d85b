import type { Row } from "../../../ledger/row";

/** In the order of the paper's table, ours after it. */
export const bottleneckMethods = [
  "deterministic",
  "dropout",
  "confidence penalty",
  "label smoothing",
  "VIB",
  "MINE-Gaussian",
  "MINE-additive",
  "additive noise",
] as const;

export type Method = (typeof bottleneckMethods)[number];

export interface InformationBottleneckConfig {
  /** "additive noise" is MINE-additive without MINE: what its noise does by itself. */
  method: Method;
  /** The highest of a cosine, of Adam. */
  learningRate: number;
  /**
   * What the method is tuned by: β of the penalties, the rate of dropout, ε of label smoothing, σ of additive noise. 0 for the deterministic
   * network, which has more learning rates instead.
   */
  strength: number;
  /** σ of the input's noise for MINE-additive, in units of the range of a pixel; else 0. */
  inputNoise: number;
  /** Images trained on; those left of MNIST's training split choose the candidate. */
  images: number;
  epochs: number;
  batchSize: number;
  /** Of the two hidden layers of the encoder. */
  width: number;
  /** K, numbers in a code. */
  codeDim: number;
  /** Of the hidden layer of both parts of the statistics network. */
  criticWidth: number;
  /** Of the statistics network; it stays, while the encoder's falls. */
  criticRate: number;
  /** Codes drawn of an image that is judged, where codes are random; their predictions are averaged. */
  draws: number;
}

export interface InformationBottleneckMetrics {
  /** Share of wrong predictions in %, of images held out of the training split. */
  heldOutError: number;
  /** Nats. */
  heldOutCrossEntropy: number;
  testError: number;
  testCrossEntropy: number;
  /** Of as many training images as are held out. */
  trainError: number;
  /** What a code of VIB holds of a held-out image, from above: its mean KL to the standard normal. */
  klNats?: number;
  /** What a code holds by MINE, as the training has it: the bound that the encoder lowers, over the batches of the last epoch. */
  mineNats?: number;
  /** The same on held-out images, from below; a few images that the statistics network misjudges can make it negative. */
  heldOutMineNats?: number;
  /** What a Gaussian code holds of a held-out image by its own density, from below: at most log of their number. */
  densityNats?: number;
}

export type InformationBottleneckRow = Row<InformationBottleneckConfig, InformationBottleneckMetrics>;
