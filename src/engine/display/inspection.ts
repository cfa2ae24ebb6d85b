import { inspect } from "node:util";
import { activeTracing } from "../compile/tracing";
import { tf } from "../tf";

/** How `console.log`, and a notebook within arrays and objects, writes a tensor: `Tensor [2, 3] float32`, of a scalar the value too. */
export function inspectTensor(tensor: tf.Tensor): string {
  const name = tensor instanceof tf.Variable ? `Variable ${tensor.name}` : "Tensor";
  const head = `${name} [${tensor.shape.join(", ")}] ${tensor.dtype}`;
  if (tensor.isDisposed) return `${head}, disposed`;
  // within a traced step there are no values yet
  if (tensor.size !== 1 || activeTracing() !== undefined) return head;
  const [value] = tensor.dataSync() as unknown as [unknown];
  return `${head} ${typeof value === "number" ? Number(value.toPrecision(7)) : inspect(value)}`;
}

/** How it writes a model: name, shapes, layers and parameters. */
export function inspectModel(model: tf.LayersModel): string {
  const kind = model.getClassName();
  const ends = [model.inputs, model.outputs] as (tf.SymbolicTensor[] | undefined)[];
  const shapes = ends.map((tensors = []) =>
    tensors.map(({ shape }) => `[${shape.map((size) => size ?? "N").join(", ")}]`).join(", "),
  );
  // a Sequential that was not told the shape of its input
  if (shapes.includes("")) return `${kind} ${model.name}, not built yet`;
  const parameters = model.countParams().toLocaleString("en-US");
  return `${kind} ${model.name}: ${shapes.join(" -> ")}, ${model.layers.length} layers, ${parameters} parameters`;
}

// Importing this file gives every tensor and model of the process its line.
define(tf.Tensor.prototype, inspectTensor);
define(tf.LayersModel.prototype, inspectModel);

function define<T extends object>(prototype: T, write: (value: T) => string): void {
  Object.defineProperty(prototype, inspect.custom, {
    configurable: true,
    value(this: T): string {
      // the prototype itself is no tensor
      return this === prototype ? prototype.constructor.name : write(this);
    },
  });
}
