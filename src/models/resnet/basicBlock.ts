import type { tf } from "../../engine/tf";
import type { Residual } from "./residual";
import { selectiveKernel } from "./selectiveKernel";

/**
 * Two 3x3 convolutions, the first with the stride, and with selective kernels where they are asked for.
 * @paper arXiv 1512.03385v1, figure 5 on the left.
 */
export const basicBlock: Residual = (conv, x, { name, filters, stride, zeroGamma, selectiveKernels, seed }) => {
  const first = { name: `${name}_a`, filters, stride };
  const hidden: tf.SymbolicTensor = selectiveKernels
    ? selectiveKernel(conv, x, { ...first, ...selectiveKernels, seed })
    : conv(x, { ...first, size: 3, relu: true });
  return conv(hidden, { name: `${name}_b`, filters, size: 3, zeroGamma });
};
