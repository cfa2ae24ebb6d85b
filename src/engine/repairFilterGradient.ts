import type * as tfjs from "@tensorflow/tfjs-node-gpu";

/** oneDNN's faulty path was seen at 1 to 5 channels; from here on its own result is right, and recorded runs have it. */
const enoughChannels = 8;

type Attributes = tfjs.NamedAttrMap & tfjs.Conv2DBackpropFilterAttrs;

/**
 * The gradient of a 1 x 1 filter with a stride, by fewer than 6 input channels, was wrong with oneDNN on processors with AVX2 but
 * without AVX-512 (TensorFlow 2.21), and wrote over memory that was not its own: the shortcut of a narrow ResNet. Such a
 * convolution sees only every stride-th pixel, so that its gradient is that of a convolution without stride on those.
 */
export function repairFilterGradient(tf: typeof tfjs): void {
  const kernel = tf.getKernel("Conv2DBackpropFilter", "tensorflow");
  tf.unregisterKernel("Conv2DBackpropFilter", "tensorflow");
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      const x = call.inputs.x as tfjs.Tensor4D;
      const { strides, filterShape, dataFormat } = call.attrs as Attributes;
      const [high, wide] = typeof strides === "number" ? [strides, strides] : strides;
      const pointwise = filterShape[0] === 1 && filterShape[1] === 1;
      if (!pointwise || high * wide === 1 || dataFormat !== "NHWC" || x.shape[3] >= enoughChannels)
        return kernel.kernelFunc(call);
      const seen = tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, high, wide, 1]);
      const gradient = kernel.kernelFunc({
        ...call,
        inputs: { ...call.inputs, x: seen },
        attrs: { ...call.attrs, strides: [1, 1], pad: "valid" },
      });
      seen.dispose();
      return gradient;
    },
  });
}
