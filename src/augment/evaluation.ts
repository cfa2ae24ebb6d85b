import { centerCrop, type CenterCropOptions } from "./centerCrop";
import { onPlanes } from "./onPlanes";
import type { Transform } from "./transform";

/** Images of at most this height are evaluated whole. */
const small = 32;

/**
 * How images are evaluated: without chance, a central crop where they are large, the whole image where they are small.
 * @paper arXiv 2002.05709v3, appendix B.6; that images of up to 32 pixels are not cut is the authors' code's.
 * @returns a transform that draws nothing from its key, of images in [0, 1]
 * @throws AugmentError when the transform is used: as `centerCrop`
 * @cost that of `crop`, or none
 */
export function evaluation(options: CenterCropOptions = {}): Transform {
  return (images) => {
    const height = options.size?.[0] ?? images.shape[1];
    if (height > small) return centerCrop(images, options);
    const whole = { ...options, proportion: 1 };
    const resized = options.size !== undefined && options.size.join() !== images.shape.slice(1, 3).join();
    return resized ? centerCrop(images, whole) : onPlanes("evaluation", images, (planes) => planes.clone());
  };
}
