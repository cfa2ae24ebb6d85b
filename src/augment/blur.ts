import { tf } from "../engine/tf";
import { AugmentError } from "./augmentError";
import { batchMatMul } from "./batchMatMul";
import { filterMatrices } from "./filterMatrices";
import { onPlanes, type Planes } from "./onPlanes";

export interface BlurOptions {
  /** float32 `[N]`: standard deviation of each image's Gaussian, pixels, from 0; 0 changes nothing, bit for bit. */
  sigma: tf.Tensor1D;
  /** Side of the kernel, pixels: odd, below twice the image's height and width. */
  kernelSize: number;
}

/**
 * Blurs each image with a Gaussian of its own: weights proportional to exp(-d² / (2 σ²)) for distances d up to half the kernel,
 * with sum 1, along the rows and then along the columns. The image is reflected at its borders.
 *
 * The blurred image is G_y · X · G_xᵀ with two matrices: two batched products, whatever the size of the kernel.
 *
 * @differs from the authors' code, which takes the image to be black beyond its borders and so darkens them; torchvision's
 *   borders are these
 * @param images float32 `[N, H, W, C]`
 * @returns float32 `[N, H, W, C]`, within the range of the images
 * @throws AugmentError `blur: kernelSize is 4; it must be odd, from 1 and below twice the height and width of the images, [8, 8]`
 * @cost N · C · H · W · (H + W) multiplications
 */
export function blur(images: tf.Tensor4D, options: BlurOptions): tf.Tensor4D {
  return onPlanes("blur", images, (planes) => blurPlanes("blur", planes, options));
}

/** `blur` on planes, in the name of `asker`. */
export function blurPlanes(asker: string, planes: Planes, { sigma, kernelSize }: BlurOptions): Planes {
  const [, , height, width] = planes.shape;
  if (!(kernelSize % 2 === 1 && kernelSize >= 1 && kernelSize < 2 * Math.min(height, width)))
    throw new AugmentError(
      `${asker}: kernelSize is ${kernelSize}; it must be odd, from 1 and below twice the height and width of the images, [${height}, ${width}]`,
    );
  return tf.tidy(() => {
    const weights = gaussianWeights(sigma, kernelSize);
    const blurredColumns = batchMatMul(filterMatrices(weights, height), planes);
    return batchMatMul<Planes>(blurredColumns, filterMatrices(weights, width), { transposeB: true });
  });
}

// The neighbours' weights are 0 in float32 from here down, so a smaller sigma is the same and 0 needs no case of its own.
const smallestSigma = 0.01;

/** [N, kernelSize] */
function gaussianWeights(sigma: tf.Tensor1D, kernelSize: number): tf.Tensor2D {
  const radius = (kernelSize - 1) / 2;
  const distances = tf.range(0, kernelSize, 1).sub(radius);
  const scaled = distances.div(tf.maximum(sigma, smallestSigma).expandDims(1));
  const weights = scaled.square().div(-2).exp();
  return weights.div(weights.sum(1, true));
}
