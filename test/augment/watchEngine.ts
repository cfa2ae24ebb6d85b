import { backend } from "../../src/engine/op";
import { tf } from "../../src/engine/tf";

export interface EngineUse {
  /** Tensors whose values were read. */
  reads: number;
  /** Elements of the largest tensor that JavaScript made: what a trace would hold as a constant. */
  largest: number;
}

/** What `work` does that a trace could not see. The arguments are handed to TensorFlow before, as those of a compiled step are. */
export function watchEngine(args: tf.Tensor[], work: () => tf.TensorContainer): EngineUse {
  const native = backend().binding;
  const use: EngineUse = { reads: 0, largest: 0 };
  const watching = Object.create(native) as typeof native;
  Object.defineProperty(watching, "createTensor", {
    value: (...values: Parameters<typeof native.createTensor>) => {
      use.largest = Math.max(use.largest, tf.util.sizeFromShape(values[0]));
      return native.createTensor(...values);
    },
  });
  Object.defineProperty(watching, "tensorDataSync", {
    value: (id: number) => {
      use.reads++;
      return native.tensorDataSync(id);
    },
  });
  tf.dispose(args.map((arg) => arg.add(0)));
  backend().binding = watching;
  try {
    tf.dispose(tf.tidy(work));
  } finally {
    backend().binding = native;
  }
  return use;
}
