import { backend } from "../../op";
import type { Value } from "../recording";
import { same, type Rewrite } from "./rewrite";

/** In the order of `Opcode` in `src/engine/native/elementwise.cc`; aliases share a number. */
const opcodes: Partial<Record<string, number>> = {
  Add: 0,
  AddV2: 0,
  Sub: 1,
  Mul: 2,
  RealDiv: 3,
  Div: 3,
  Maximum: 4,
  Minimum: 5,
  Neg: 6,
  Square: 7,
  Sqrt: 8,
  Rsqrt: 9,
  Abs: 10,
};

/**
 * All element-wise arithmetic that nothing but results of the step uses, as one kernel: what an optimizer does with gradients,
 * accumulators and variables, a dozen ops for each variable. Every operation is rounded as on its own.
 *
 * Nothing in the graph comes after these ops, so taking them together cannot make a circle.
 */
export function fuseUpdates(rewrite: Rewrite): void {
  const members = sinks(rewrite);
  // One op alone gains nothing.
  if (members.length < 3) return;
  const programs = byShape(rewrite, members);
  const tensors: Value[] = [];
  const outputs: Value[] = [];
  const code = programs.flatMap((program) => encode(rewrite, program, { tensors, outputs }));
  const fused = rewrite.add(
    "ContrastbookElementwise",
    [tensors],
    { inputs: { int: tensors.length }, outputs: { int: outputs.length }, programs: { int: code } },
    outputs.map(({ node }) => rewrite.nodes[node].outputs[0]),
  );
  outputs.forEach((value, output) => rewrite.replace(value, { node: fused, output }));
}

/** Element-wise nodes whose users are results or such nodes, in order. */
function sinks(rewrite: Rewrite): number[] {
  const found = new Set<number>();
  for (const at of rewrite.needed().reverse())
    if (
      isElementwise(rewrite, at) &&
      rewrite.users({ node: at, output: 0 }).every((user) => user < 0 || found.has(user))
    )
      found.add(at);
  return [...found].reverse();
}

/** Whether the kernel can do it: floats, each operand of the result's shape or a scalar, the result not a scalar. */
function isElementwise(rewrite: Rewrite, at: number): boolean {
  const { op, inputs, outputs } = rewrite.nodes[at];
  if (opcodes[op] === undefined || outputs[0].dtype !== backend().binding.TF_FLOAT || outputs[0].shape.length === 0)
    return false;
  const shapes = inputs.map((_, index) => rewrite.shape(rewrite.input(at, index)));
  const whole = shapes.filter((shape) => shape.join() === outputs[0].shape.join());
  return whole.length > 0 && shapes.every((shape) => shape.length === 0 || whole.includes(shape));
}

/** The nodes of each program: connected ones have one shape, and those of one shape may run together. */
function byShape(rewrite: Rewrite, members: readonly number[]): number[][] {
  const component = new Map<number, number[]>();
  for (const at of members) {
    const own = [at];
    component.set(at, own);
    for (const index of rewrite.nodes[at].inputs.keys()) {
      const other = component.get(rewrite.input(at, index).node);
      const mine = component.get(at) as number[];
      if (other === undefined || other === mine) continue;
      const merged = [...other, ...mine];
      for (const node of merged) component.set(node, merged);
    }
  }
  return [...new Set(component.values())].map((nodes) => nodes.sort((a, b) => members.indexOf(a) - members.indexOf(b)));
}

/** A program as the kernel reads it; adds what it reads and gives to the lists of the op. */
function encode(
  rewrite: Rewrite,
  program: readonly number[],
  { tensors, outputs }: { tensors: Value[]; outputs: Value[] },
): number[] {
  const tensor = (value: Value): number => {
    const known = tensors.findIndex((one) => same(one, value));
    return known >= 0 ? known : tensors.push(value) - 1;
  };
  const place = new Map(program.map((node, index) => [node, index]));
  let like = -1;
  const instructions = program.flatMap((at) => {
    const { op, inputs, outputs: specs } = rewrite.nodes[at];
    const operands = inputs.map((_, index) => {
      const value = rewrite.input(at, index);
      const earlier = place.get(value.node);
      if (earlier !== undefined) return ~earlier;
      const number = tensor(value);
      if (rewrite.shape(value).join() === specs[0].shape.join()) like = number;
      return number;
    });
    const isResult = rewrite.users({ node: at, output: 0 }).some((user) => user < 0);
    const output = isResult ? outputs.push({ node: at, output: 0 }) - 1 : -1;
    return [opcodes[op] as number, operands[0], operands[1] ?? operands[0], output];
  });
  return [like, program.length, ...instructions];
}
