import { cropAndFlip } from "../../../augment/cropAndFlip";
import { horizontalFlip } from "../../../augment/horizontalFlip";
import { simclr } from "../../../augment/simclr";
import type { Transform } from "../../../augment/transform";
import type { ViewsName } from "./config";

/** Each does all that the one before it does, and more; the last is SimCLR's for CIFAR-10. */
export const viewMakers: Readonly<Record<ViewsName, () => Transform>> = {
  mirrored: horizontalFlip,
  crop: cropAndFlip,
  "crop and colour": simclr,
};
