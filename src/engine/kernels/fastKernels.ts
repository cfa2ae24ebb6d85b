import type * as tfjs from "@tensorflow/tfjs-node-gpu";
import type { NodeJSKernelBackend } from "@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend";

type Call = Parameters<tfjs.KernelConfig["kernelFunc"]>[0];

/**
 * Lets tfjs run some of its kernels by a faster TensorFlow op of equal result, so that ordinary tfjs code gains, gradients too:
 *
 * - a product of two matrices by MatMul instead of BatchMatMulV2, which takes some 25 µs more a call, and which Grappler
 *   cannot fuse with a bias and an activation;
 * - the same in dense layers, where tfjs makes a batch of one out of a matrix;
 * - a sum over all axes but the last, which the gradient of every bias is, by BiasAddGrad: two to five times faster.
 */
export function fastKernels(tf: typeof tfjs): void {
  replace(tf, "BatchMatMul", (call, original) => {
    const { a, b } = call.inputs as Record<string, tfjs.Tensor>;
    const { transposeA, transposeB } = call.attrs as Record<string, boolean>;
    const backend = call.backend as NodeJSKernelBackend;
    const flag = (name: string, value: boolean) => ({ name, type: backend.binding.TF_ATTR_BOOL, value });
    const attributes = [typeOf(backend, a), flag("transpose_a", transposeA), flag("transpose_b", transposeB)];
    const matMul = (matrices: tfjs.Tensor[]) => backend.executeSingleOutput("MatMul", attributes, matrices);
    if (a.shape.length === 2 && b.shape.length === 2) return matMul([a, b]);
    return isBatchOfOne(a) && isBatchOfOne(b)
      ? tf.tidy(() => asBatch(matMul([asMatrix(a), asMatrix(b)])))
      : original(call);
  });

  replace(tf, "_FusedMatMul", (call, original) => {
    const { a, b, preluActivationWeights } = call.inputs as Record<string, tfjs.Tensor>;
    if (!isBatchOfOne(a) || !isBatchOfOne(b) || preluActivationWeights) return original(call);
    return tf.tidy(() => {
      const inputs = { ...call.inputs, a: asMatrix(a), b: asMatrix(b) };
      return asBatch(original({ ...call, inputs }) as tfjs.Tensor);
    });
  });

  replace(tf, "Sum", (call, original) => {
    const x = call.inputs["x"] as tfjs.Tensor;
    const { axis, keepDims } = call.attrs as { axis: number | number[]; keepDims: boolean };
    const last = x.shape.length - 1;
    const axes = tf.util.parseAxisParam(axis, x.shape);
    const channels = x.shape[last];
    // For few channels Sum is the faster one.
    const fast = x.dtype === "float32" && !keepDims && axes.length === last && !axes.includes(last) && channels >= 8;
    if (!fast || last === 0) return original(call);
    const backend = call.backend as NodeJSKernelBackend;
    return backend.executeSingleOutput("BiasAddGrad", [typeOf(backend, x)], [x]);
  });
}

const isBatchOfOne = ({ shape }: tfjs.Tensor): boolean => shape.length === 3 && shape[0] === 1;
const asMatrix = (x: tfjs.Tensor): tfjs.Tensor => x.reshape(x.shape.slice(1));
const asBatch = (x: tfjs.Tensor): tfjs.Tensor => x.reshape([1, ...x.shape]);

function replace(
  tf: typeof tfjs,
  name: string,
  kernel: (call: Call, original: tfjs.KernelConfig["kernelFunc"]) => ReturnType<tfjs.KernelConfig["kernelFunc"]>,
): void {
  const config = tf.getKernel(name, "tensorflow");
  tf.unregisterKernel(name, "tensorflow");
  tf.registerKernel({ ...config, kernelFunc: (call) => kernel(call, config.kernelFunc) });
}

function typeOf(backend: NodeJSKernelBackend, x: tfjs.Tensor): { name: string; type: number; value: number } {
  return { name: "T", type: backend.binding.TF_ATTR_TYPE, value: backend.getDTypeInteger(x.dtype) };
}
