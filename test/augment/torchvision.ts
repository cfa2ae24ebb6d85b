import { readFileSync } from "node:fs";
import path from "node:path";

/** What many draws of one number come to. */
export interface Moments {
  mean: number;
  deviation: number;
  count: number;
}

interface Torchvision {
  shape: [number, number, number];
  picture: number[];
  bilinear: { box: number[]; size: [number, number]; pixels: number[] }[];
  bicubic: { box: number[]; size: [number, number]; pixels: number[] }[];
  adjusted: { kind: "brightness" | "contrast" | "saturation"; factor: number; pixels: number[] }[];
  turned: { turns: number; pixels: number[] }[];
  grey: number[];
  blurred: { sigma: number; kernelSize: number; pixels: number[] }[];
  rotated: number[][];
  mirrored: number[];
  erased: number[];
  centerCrop: number[];
  boxes: (Record<"top" | "left" | "height" | "width" | "area" | "areaSquared" | "whole" | "logRatio", Moments> & {
    side: number;
  })[];
  jitters: { strength: number; factors: Moments[]; squares: Moments[]; hueFirst: Moments }[];
}

/** What torchvision makes of one picture and how it draws; test/fixtures/torchvision/augment.py made the file. */
export const torchvision = JSON.parse(
  readFileSync(path.resolve(__dirname, "../../../test/fixtures/torchvision/augment.json"), "utf8"),
) as Torchvision;
