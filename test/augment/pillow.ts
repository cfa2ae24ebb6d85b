import { readFileSync } from "node:fs";
import path from "node:path";

interface PillowAugment {
  size: number;
  picture: number[];
  crops: { box: number[]; pixels: number[] }[];
  mirrored: number[];
  grey: number[];
  enhanced: { kind: "brightness" | "contrast" | "saturation"; factor: number; pixels: number[] }[];
  turned: { turns: number; pixels: number[] }[];
}

/** What Pillow and colorsys make of one picture; test/fixtures/pillow/augment.py made the file. */
export const pillow = JSON.parse(
  readFileSync(path.resolve(__dirname, "../../../test/fixtures/pillow/augment.json"), "utf8"),
) as PillowAugment;

/** Pillow's bytes as it would have them in [0, 1]. */
export const unit = (bytes: readonly number[]): number[] => bytes.map((byte) => byte / 255);
