import type { tf } from "../engine/tf";
import { compareStructure } from "./similarity/compareStructure";
import { gaussianWindow } from "./similarity/gaussianMoments";
import { defaults, imagePairs, type SimilarityOptions } from "./similarity/imagePairs";

/**
 * Structural similarity of pairs of images: luminance, contrast and structure compared under a window that goes over both.
 *
 * SSIM = mean over places and channels of (2 μ_a μ_b + c₁)(2 σ_ab + c₂) / ((μ_a² + μ_b² + c₁)(σ_a² + σ_b² + c₂)), c_i = (K_i L)²
 *
 * μ, σ are weighted by a bell of 1.5 pixels over 11 x 11; only places where the window is inside count.
 *
 * @paper Wang, Bovik, Sheikh, Simoncelli 2004, "Image quality assessment", equation 13 and section III.B; as scikit-image with
 *   `gaussian_weights` and without `use_sample_covariance`.
 * @differs the authors' program first shrinks large images to about 256 pixels.
 * @param a float32 `[N, H, W, C]`, H and W at least the window's size.
 * @param b float32 `[N, H, W, C]`.
 * @returns float64 `[N]`, from -1 to 1; 1 for equal images.
 * @throws MetricError `ssim: a is [8, 28, 28, 1] but b is [8, 32, 32, 1]; both need the same shape`;
 *   `ssim: images are 8 x 8; a window of 11 needs as many pixels in both directions`;
 *   `ssim: windowSize is 4; an odd whole number is needed`; `ssim: range is 0; it must be a positive number`.
 * @cost float64 in JavaScript: 1,000 images of 28 x 28 in 0.15 s.
 */
export function ssim(a: tf.Tensor4D, b: tf.Tensor4D, options: SimilarityOptions = {}): Float64Array {
  const settings = { ...defaults, ...options };
  const { size, channels, planes } = imagePairs("ssim", [a, b], settings);
  const { range, windowSize, sigma, k1, k2 } = settings;
  const structure = { window: gaussianWindow(windowSize, sigma), c1: (k1 * range) ** 2, c2: (k2 * range) ** 2 };
  return Float64Array.from({ length: size }, (_, n) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      sum += compareStructure(...planes(n, channel), structure).whole;
    return sum / channels;
  });
}
