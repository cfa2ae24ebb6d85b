import type { Node, Value } from "../recording";
import { attribute, same, type Rewrite } from "./rewrite";

/**
 * Batch normalization in training, with an addition and a ReLU that follow it, as one kernel; and the gradient likewise.
 *
 * y = ReLU(batchNorm(x) + side): of a residual block, `side` is the shortcut.
 */
export function fuseBatchNorm(rewrite: Rewrite): void {
  for (const at of rewrite.needed()) if (suits(rewrite, at)) fuse(rewrite, at);
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

function suits(rewrite: Rewrite, at: number): boolean {
  const node = rewrite.nodes[at];
  if (node.op !== "FusedBatchNormV3" || attribute(node, "is_training") !== true) return false;
  if (attribute(node, "data_format") !== "NHWC") return false;
  return gradientsOf(rewrite, at).every((user) => user >= 0 && isGradient(rewrite, user, at));
}

/** The nodes that use what the forward pass keeps for the backward one. */
function gradientsOf(rewrite: Rewrite, at: number): number[] {
  return [...new Set([3, 4, 5].flatMap((output) => [...rewrite.users({ node: at, output })]))];
}

function isGradient(rewrite: Rewrite, user: number, at: number): boolean {
  const isItsX = (): boolean => same(rewrite.input(user, 1), rewrite.input(at, 0));
  return rewrite.nodes[user].op === "FusedBatchNormGradV3" && rewrite.input(user, 3).node === at && isItsX();
}

function fuse(rewrite: Rewrite, at: number): void {
  const gradients = gradientsOf(rewrite, at);
  const node = rewrite.nodes[at];
  const [x, scale, offset] = [0, 1, 2].map((index) => rewrite.input(at, index));
  const { relu, side } = whatFollows(rewrite, { node: at, output: 0 });
  const epsilon = { float: Number(attribute(node, "epsilon")) };
  const { dtype } = node.outputs[0];
  const channels = { dtype, shape: rewrite.shape(scale) };
  const sides = side === undefined ? [] : [side];
  const fused = rewrite.add(
    "ContrastbookBatchNorm",
    [x, scale, offset, sides],
    { epsilon, relu: relu !== undefined, sides: { int: sides.length } },
    [node.outputs[0], channels, channels, channels],
  );
  rewrite.replace(relu ?? { node: at, output: 0 }, { node: fused, output: 0 });
  for (const output of [1, 2]) rewrite.replace({ node: at, output }, { node: fused, output });
  for (const gradient of gradients)
    fuseGradient(rewrite, gradient, { fused, x, scale, offset, relu: relu !== undefined, side: side !== undefined });
}

/** The ReLU that alone uses the normalized value, directly or after an addition, and what is added. */
function whatFollows(rewrite: Rewrite, normalized: Value): { relu?: Value; side?: Value } {
  const user = only(rewrite.users(normalized));
  if (user === undefined || user < 0) return {};
  const { op, outputs } = rewrite.nodes[user];
  if (op === "Relu") return { relu: { node: user, output: 0 } };
  if (op !== "Add" && op !== "AddV2") return {};
  const side = [0, 1].map((index) => rewrite.input(user, index)).find((value) => !same(value, normalized));
  if (side === undefined || rewrite.shape(side).join() !== outputs[0].shape.join()) return {};
  const next = only(rewrite.users({ node: user, output: 0 }));
  if (next === undefined || next < 0 || rewrite.nodes[next].op !== "Relu") return {};
  // Of the batch's mean, for instance, or of a gradient: the kernel would wait for itself.
  if (rewrite.comesFrom(side, normalized.node)) return {};
  return { relu: { node: next, output: 0 }, side };
}

interface Forward {
  fused: number;
  x: Value;
  scale: Value;
  offset: Value;
  relu: boolean;
  side: boolean;
}

function fuseGradient(rewrite: Rewrite, at: number, { fused, x, scale, offset, relu, side }: Forward): void {
  const given = rewrite.input(at, 0);
  const y = { node: fused, output: 0 };
  const before: Node = rewrite.nodes[given.node];
  const masked = relu && before.op === "ReluGrad" && same(rewrite.input(given.node, 1), y);
  const dy = masked ? rewrite.input(given.node, 0) : given;
  // The gradient of the other addend is the masked one too, and so it is for whoever else asks for it.
  const shared = masked && rewrite.users(given).length > 1;
  const terms = termsOf(rewrite, dy);
  const { dtype, shape } = rewrite.nodes[x.node].outputs[x.output];
  const channels = { dtype, shape: rewrite.shape(scale) };
  const gradient = rewrite.add(
    "ContrastbookBatchNormGradient",
    [terms, x, scale, offset, { node: fused, output: 1 }, { node: fused, output: 3 }, masked && side ? [y] : []],
    {
      relu: masked,
      terms: { int: terms.length },
      outputs: { int: masked && side ? 1 : 0 },
      sides: { int: shared ? 1 : 0 },
    },
    [{ dtype, shape }, channels, channels, ...(shared ? [{ dtype, shape }] : [])],
  );
  for (const output of [0, 1, 2]) rewrite.replace({ node: at, output }, { node: gradient, output });
  if (shared) rewrite.replace(given, { node: gradient, output: 3 });
}

/** The two addends of a gradient that nobody else uses, or the gradient itself. */
function termsOf(rewrite: Rewrite, dy: Value): Value[] {
  const { op, outputs } = rewrite.nodes[dy.node];
  if ((op !== "Add" && op !== "AddV2") || rewrite.users(dy).length > 1) return [dy];
  const terms = [0, 1].map((index) => rewrite.input(dy.node, index));
  return terms.every((term) => rewrite.shape(term).join() === outputs[0].shape.join()) ? terms : [dy];
}
