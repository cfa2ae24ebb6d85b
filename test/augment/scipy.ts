import { readFileSync } from "node:fs";
import path from "node:path";

interface ScipyAugment {
  shape: [height: number, width: number, channels: number];
  picture: number[];
  blurred: { sigma: number; kernelSize: number; pixels: number[] }[];
  sobel: number[];
}

/** What SciPy makes of one picture; test/fixtures/scipy/augment.py made the file. */
export const scipy = JSON.parse(
  readFileSync(path.resolve(__dirname, "../../../test/fixtures/scipy/augment.json"), "utf8"),
) as ScipyAugment;
