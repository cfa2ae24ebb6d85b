import { composition } from "../../../augment/composition";
import { compose } from "../../../augment/compose";
import type { Branches } from "../../../augment/simclrViews";
import type { CompositionCell } from "./config";

/**
 * The views of a cell: the image as it is, and the image after the cell's transformations.
 * @differs the paper first crops both views alike, because images of ImageNet differ in size; those of CIFAR-10 do not
 */
export function viewsOf({ first, second }: CompositionCell): Branches {
  return composition([first, second], { shared: compose() });
}
