import { ModelError } from "../modelError";
import type { BlockKind, Padding, ResNetOptions, ShortcutKind, StemKind } from "./options";

/** Blocks in each stage, and which. */
const depths: Record<number, { blocks: readonly number[]; block: BlockKind } | undefined> = {
  10: { blocks: [1, 1, 1, 1], block: "basic" },
  18: { blocks: [2, 2, 2, 2], block: "basic" },
  34: { blocks: [3, 4, 6, 3], block: "basic" },
  50: { blocks: [3, 4, 6, 3], block: "bottleneck" },
  101: { blocks: [3, 4, 23, 3], block: "bottleneck" },
  152: { blocks: [3, 8, 36, 3], block: "bottleneck" },
};

/** A ResNet with every option decided. */
export interface Architecture {
  blocks: readonly number[];
  block: BlockKind;
  /** Channels of a block's output for each of its filters. */
  expansion: 1 | 4;
  width: number;
  stem: StemKind;
  stemStride: number;
  strides: readonly number[];
  inputShape: [number, number, number];
  padding: Padding;
  shortcut: ShortcutKind;
  selectiveKernels?: { ratio: number; minDim: number };
  resnetD: boolean;
  zeroGamma: boolean;
  seed: number;
}

/**
 * Fills in the defaults of a ResNet.
 * @param who names the function in the message of an error
 * @throws ModelError for options that make no network
 */
export function architecture(who: string, options: ResNetOptions): Architecture {
  const { stem = "cifar", stemStride = 1, width = 64, inputShape = [32, 32, 3], padding = "same" } = options;
  const { shortcut = "projection", zeroGamma = false, seed = 0 } = options;
  const fail = failer(who);
  const { blocks, block } = blocksOf(fail, options);
  const strides = options.strides ?? blocks.map((_, stage) => (stage === 0 ? 1 : 2));
  const selectiveKernels = selection(fail, options.selectiveKernels);
  if (!atLeastOne(width)) fail(`width is ${width}; the first stage needs a whole number of channels, at least 1`);
  if (blocks.length === 0 || !blocks.every(atLeastOne))
    fail(`blocks is [${blocks.join(", ")}]; each stage needs at least 1 block`);
  if (strides.length !== blocks.length)
    fail(`strides has ${strides.length} entries but blocks has ${blocks.length}; each stage needs one`);
  if (!strides.every(atLeastOne)) fail(`strides is [${strides.join(", ")}]; each must be a whole number from 1`);
  if (!atLeastOne(stemStride)) fail(`stemStride is ${stemStride}; it must be a whole number from 1`);
  if (inputShape.length !== 3 || !inputShape.every(atLeastOne))
    fail(`inputShape is [${inputShape.join(", ")}]; [H, W, C] is needed, each a whole number from 1`);
  oneOf(fail, { stem }, ["cifar", "imagenet"]);
  oneOf(fail, { block }, ["basic", "bottleneck"]);
  oneOf(fail, { padding }, ["same", "symmetric"]);
  oneOf(fail, { shortcut }, ["projection", "pad"]);
  const resnetD = options.resnetD ?? selectiveKernels !== undefined;
  if (resnetD && shortcut === "pad") fail(`shortcut is "pad"; with resnetD shortcuts are projections`);
  const expansion = block === "bottleneck" ? 4 : 1;
  const decided = { stem, stemStride, width, inputShape, padding, shortcut, zeroGamma, seed, resnetD };
  return { ...decided, blocks, block, expansion, strides, selectiveKernels };
}

type Fail = (problem: string) => never;

const failer =
  (who: string) =>
  (problem: string): never => {
    throw new ModelError(`${who}: ${problem}`);
  };

function blocksOf(fail: Fail, { depth, blocks, block }: ResNetOptions): Pick<Architecture, "blocks" | "block"> {
  if (blocks !== undefined) {
    if (depth !== undefined) fail(`both depth and blocks are given; one of them is enough`);
    return { blocks, block: block ?? "basic" };
  }
  const named = depths[depth ?? 18];
  if (named === undefined)
    return fail(`depth is ${depth}; it must be one of ${Object.keys(depths).join(", ")}, or give blocks`);
  if (block !== undefined && block !== named.block)
    fail(
      `block is "${block}", but depth ${depth ?? 18} is made of "${named.block}" blocks; give blocks instead of depth`,
    );
  return named;
}

function selection(fail: Fail, given: ResNetOptions["selectiveKernels"]): Architecture["selectiveKernels"] {
  if (given === undefined || given === false) return undefined;
  const { ratio = 0.0625, minDim = 32 } = given === true ? {} : given;
  if (!(ratio > 0 && ratio < Infinity)) fail(`selectiveKernels.ratio is ${ratio}; it must be above 0`);
  if (!atLeastOne(minDim)) fail(`selectiveKernels.minDim is ${minDim}; it must be a whole number from 1`);
  return { ratio, minDim };
}

function atLeastOne(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function oneOf(fail: Fail, option: Record<string, string>, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(option))
    if (!allowed.includes(value))
      fail(`${name} is "${value}"; it must be ${allowed.map((one) => `"${one}"`).join(" or ")}`);
}
