import type { Residual } from "./residual";
import { selectiveKernel } from "./selectiveKernel";

/**
 * A 1x1 convolution to few channels, a 3x3 with the stride and with selective kernels where they are asked for, and a 1x1 to
 * four times as many.
 * @paper arXiv 1512.03385v1, figure 5 on the right.
 * @differs the paper has the stride in the first 1x1; SimCLR's code and torchvision have it in the 3x3, as here.
 */
export const bottleneck: Residual = (conv, x, { name, filters, stride, zeroGamma, selectiveKernels, seed }) => {
  const narrow = conv(x, { name: `${name}_a`, filters, size: 1, relu: true });
  const middle = { name: `${name}_b`, filters, stride };
  const hidden = selectiveKernels
    ? selectiveKernel(conv, narrow, { ...middle, ...selectiveKernels, seed })
    : conv(narrow, { ...middle, size: 3, relu: true });
  return conv(hidden, { name: `${name}_c`, filters: 4 * filters, size: 1, zeroGamma });
};
