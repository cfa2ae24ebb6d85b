import { backend } from "../op";
import { neededNodes, type Node, type Value } from "./recording";

/**
 * A recorded step for a reader: a line a node, `%12 = Conv2D(%3, %7) : float32 [256, 32, 32, 16]`, inputs by name, scalars by
 * value, and at the end what is returned and assigned.
 */
export function printGraph(
  nodes: readonly Node[],
  { outputs, assignments }: { outputs: readonly Value[]; assignments: readonly { name: string; value: Value }[] },
): string {
  const needed = neededNodes(nodes, [...outputs, ...assignments.map(({ value }) => value)]);
  const name = ({ node, output }: Value): string => {
    const { constant } = nodes[node];
    if (constant !== undefined && constant.data.length <= 4) return printConstant(constant.data, constant.shape);
    return nodes[node].outputs.length > 1 ? `%${node}:${output}` : `%${node}`;
  };
  const lines = needed
    .filter((at) => (nodes[at].constant?.data.length ?? Infinity) > 4)
    .map((at) => {
      const { op, label, inputs, outputs: specs } = nodes[at];
      const what = label === undefined ? `${op}(${inputs.map(name).join(", ")})` : `input ${label}`;
      return `%${at} = ${what} : ${specs.map(({ dtype, shape }) => `${dtypeName(dtype)} [${shape.join(", ")}]`).join("; ")}`;
    });
  return [
    ...lines,
    `return ${outputs.map(name).join(", ")}`,
    ...assignments.map(({ name: variable, value }) => `${variable} := ${name(value)}`),
  ].join("\n");
}

function printConstant(data: ArrayLike<number | bigint>, shape: readonly number[]): string {
  const numbers = Array.from(data as ArrayLike<number>, (value) => String(value));
  return shape.length === 0 ? numbers[0] : `[${numbers.join(", ")}]`;
}

function dtypeName(code: number): string {
  const { binding } = backend();
  const names: Record<number, string> = {
    [binding.TF_FLOAT]: "float32",
    [binding.TF_INT32]: "int32",
    [binding.TF_INT64]: "int64",
    [binding.TF_BOOL]: "bool",
    [binding.TF_UINT8]: "uint8",
    [binding.TF_COMPLEX64]: "complex64",
    [binding.TF_STRING]: "string",
  };
  return names[code] ?? `dtype ${code}`;
}
