export interface FrameworkConfig {
  /** Images of pretraining, and those of the probe: balanced subsets of the training set. */
  images: number;
  probeImages: number;
  epochs: number;
  batchSize: number;
  /** Depth, channels of the first stage and stride of the stem of the ResNet. */
  depth: 10 | 18 | 34;
  width: number;
  stemStride: number;
  learningRate: number;
  temperature: number;
  /** s, of the colour distortion. */
  strength: number;
  /** λ of the probe of h, untrained h and z, and that of the raw pixels, which need more. */
  l2: number;
  pixelL2: number;
}

/** Test accuracy of linear probes, in points. */
export interface FrameworkMetrics {
  pretrained: number;
  /** z of the pretrained encoder and head. */
  projected: number;
  /** The control: untrained weights, batch norm with the statistics of the data. The mean over four initialisations. */
  untrained: number;
  /** The weights as they start and batch norm without effect: better than the control. */
  initial: number;
  pixels: number;
}
