import type { Row } from "../../../ledger/row";
import type { AblationConfig } from "../../simclr/ablation/config";

/** How the two views of an image are made; from the first to the last they share less. */
export type ViewsName = "mirrored" | "crop" | "crop and colour";

export interface BoundAndProbeConfig extends AblationConfig {
  views: ViewsName;
  /** Epochs from one look at bound and probe to the next. */
  everyEpochs: number;
  /** Images that a look trains its probe on, and as many that it tests it on. */
  lookImages: number;
}

export interface BoundAndProbeMetrics {
  /** log N - NT-Xent of z at the temperature of the training, N the batch size, on views of held-out images. */
  boundNats: number;
  /** The same with the temperature that suits z best, chosen on the other half of the images. */
  tunedNats: number;
  /** That of h, which the loss does not see. */
  hTunedNats: number;
  /** Test accuracy of a ridge probe of h, in points. */
  probe: number;
  /** That of z. */
  zProbe: number;
  /** Mean of the last epoch. */
  loss: number;
}

export type BoundAndProbeRow = Row<BoundAndProbeConfig, BoundAndProbeMetrics>;
