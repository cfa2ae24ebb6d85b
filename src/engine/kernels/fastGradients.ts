import type * as tfjs from "@tensorflow/tfjs-node-gpu";
import type { NodeJSKernelBackend } from "@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend";

interface FastGradient {
  /** What the backward pass is given: the input or the output. */
  saves: "x" | "y";
  /** By a gradient kernel of TensorFlow. */
  fused: (dy: tfjs.Tensor, saved: tfjs.Tensor, attributes: Attributes) => tfjs.Tensor;
  /** The same by ops that can be differentiated again; default tfjs' own gradient. */
  composed?: (dy: tfjs.Tensor, saved: tfjs.Tensor, attributes: Attributes) => tfjs.Tensor;
}

type Attributes = Record<string, unknown>;

/**
 * Gives ordinary tfjs functions (`tf.relu`, `tf.tanh`, `tf.mean`, ...) the gradient kernels of TensorFlow, one op each where
 * tfjs composes up to twelve. Under a gradient of a gradient they are composed, since the kernels have no gradient.
 *
 * tfjs takes Elu's from a kernel already, and then has none for a gradient penalty: now there is one.
 */
export function fastGradients(tf: typeof tfjs): void {
  const backend = tf.backend() as NodeJSKernelBackend;
  const { TF_ATTR_TYPE, TF_ATTR_FLOAT, TF_FLOAT, TF_INT32 } = backend.binding;
  const T = { name: "T", type: TF_ATTR_TYPE, value: TF_FLOAT };
  const op = (name: string, inputs: tfjs.Tensor[], more: { name: string; type: number; value: number }[] = []) =>
    backend.executeSingleOutput(name, [T, ...more], inputs);

  /** A reduction's gradient comes back to every element that was reduced. */
  const spread = (dy: tfjs.Tensor, x: tfjs.Tensor, { axis }: Attributes): tfjs.Tensor => {
    const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
    const kept = dy.reshape(x.shape.map((length, at) => (axes.includes(at) ? 1 : length)));
    if (kept.size === x.size) return kept;
    const index = { name: "Tidx", type: TF_ATTR_TYPE, value: TF_INT32 };
    return op("BroadcastTo", [kept, tf.tensor1d(x.shape, "int32")], [index]);
  };

  const gradients: Record<string, FastGradient> = {
    Relu: {
      saves: "y",
      fused: (dy, y) => op("ReluGrad", [dy, y]),
      composed: (dy, y) => dy.mul(y.step()),
    },
    LeakyRelu: {
      saves: "x",
      fused: (dy, x, { alpha }) =>
        op("LeakyReluGrad", [dy, x], [{ name: "alpha", type: TF_ATTR_FLOAT, value: alpha as number }]),
      composed: (dy, x, { alpha }) => dy.mul(x.step(alpha as number)),
    },
    Elu: {
      saves: "y",
      fused: (dy, y) => op("EluGrad", [dy, y]),
      composed: (dy, y) => dy.mul(y.minimum(0).add(1)),
    },
    Sigmoid: {
      saves: "y",
      fused: (dy, y) => op("SigmoidGrad", [y, dy]),
      composed: (dy, y) => dy.mul(y.mul(tf.sub(1, y))),
    },
    Tanh: {
      saves: "y",
      fused: (dy, y) => op("TanhGrad", [y, dy]),
      composed: (dy, y) => dy.mul(tf.sub(1, y.square())),
    },
    Softplus: { saves: "x", fused: (dy, x) => op("SoftplusGrad", [dy, x]) },
    Sqrt: {
      saves: "y",
      fused: (dy, y) => op("SqrtGrad", [y, dy]),
      composed: (dy, y) => dy.div(y.mul(2)),
    },
    Rsqrt: {
      saves: "y",
      fused: (dy, y) => op("RsqrtGrad", [y, dy]),
      composed: (dy, y) => dy.mul(y.mul(y.square())).mul(-0.5),
    },
    Sum: { saves: "x", fused: spread },
    Mean: { saves: "x", fused: (dy, x, attributes) => spread(dy.mul(dy.size / x.size), x, attributes) },
  };

  for (const [kernelName, { saves, fused, composed }] of Object.entries(gradients)) {
    const original = tf.getGradient(kernelName);
    tf.unregisterGradient(kernelName);
    tf.registerGradient({
      kernelName,
      ...(saves === "x" ? { inputsToSave: ["x"] } : { outputsToSave: [true] }),
      gradFunc: (given, saved, attributes) => {
        const dy = given as tfjs.Tensor;
        // tfjs allows whole numbers where the kernels do not.
        const kept = saved[0].dtype === "float32" ? saved[0] : saved[0].cast("float32");
        if (tf.engine().state.gradientDepth === 0) return { x: () => fused(dy, kept, attributes) };
        return composed ? { x: () => composed(dy, kept, attributes) } : original.gradFunc(dy, [kept], attributes);
      },
    });
  }
}
