import type { ProjectionHeadOptions } from "../../models/projectionHead";
import type { ResNetOptions } from "../../models/resnet";
import { architecture } from "../../models/resnet/architecture";
import { weightedLayers } from "../../models/resnet/weightedLayers";

/** The networks of a training, by their options; none is built. */
export interface Networks {
  encoder: ResNetOptions;
  /** Of the encoder's output. Default: no head. */
  head?: Omit<ProjectionHeadOptions, "inputDim">;
}

/** What one image takes, forward. */
export interface Pass {
  /** Two for each multiplication of convolutions and dense layers; everything else is left out. */
  flops: number;
  /** Those of the first layer, whose input needs no gradient. */
  firstFlops: number;
  /** Numbers that these layers give. */
  values: number;
  /** Width of h. */
  features: number;
}

/** Counts the arithmetic of a ResNet and its projection head. */
export function passOf({ encoder, head }: Networks): Pass {
  const layers = weightedLayers(architecture("passOf", encoder));
  const features = layers[layers.length - 1].to;
  const widths = head ? headWidths(features, head) : [];
  const dense = widths.slice(1).map((to, n) => ({ size: 1, from: widths[n], to, places: 1 }));
  const all = [...layers, ...dense].map(({ size, from, to, places }) => ({
    flops: 2 * size * size * from * to * places,
    values: to * places,
  }));
  return {
    flops: all.reduce((sum, { flops }) => sum + flops, 0),
    firstFlops: all[0].flops,
    values: all.reduce((sum, { values }) => sum + values, 0),
    features,
  };
}

function headWidths(inputDim: number, head: NonNullable<Networks["head"]>): number[] {
  const { hiddenDim = inputDim, outputDim = 128, layers = 2 } = head;
  return layers === 0 ? [] : [inputDim, ...Array<number>(layers - 1).fill(hiddenDim), outputDim];
}
