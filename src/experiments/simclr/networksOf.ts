import { passOf, type Networks } from "../cost/passOf";

/** By their options, the networks that `frameworkModels` makes. */
export function networksOf({
  depth,
  width,
  stemStride,
}: {
  depth: 10 | 18 | 34;
  width: number;
  stemStride: number;
}): Networks & { features: number } {
  const encoder = { depth, width, stemStride };
  const { features } = passOf({ encoder });
  return { encoder, head: { outputDim: features }, features };
}
