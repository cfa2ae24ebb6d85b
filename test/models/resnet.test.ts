import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tf } from "../../src/engine/tf";
import { cifarResnet } from "../../src/models/cifarResnet";
import { ModelError } from "../../src/models/modelError";
import { resnet, type ResNetOptions } from "../../src/models/resnet";
import { resnetParameters } from "../../src/models/resnetParameters";
import { agree } from "../support/agree";

const tiny: ResNetOptions = { blocks: [1, 1], width: 4, inputShape: [8, 8, 3], seed: 1 };
const images = (): tf.Tensor4D => tf.randomUniform([5, 8, 8, 3], 0, 1, "float32", 7);

function withModel<T>(options: ResNetOptions, use: (model: tf.LayersModel) => T): T {
  const model = resnet(options);
  try {
    return use(model);
  } finally {
    model.dispose();
  }
}

const weights = (model: tf.LayersModel): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()]);
const predict = (model: tf.LayersModel): number[] =>
  tf.tidy(() => [...(model.predict(images()) as tf.Tensor).dataSync()]);

/** Weights by the architecture's own arithmetic; batch norm has four vectors, of which two are trained. */
function countByHand(blocks: readonly number[], width: number): number {
  const unit = (from: number, to: number, size: number): number => size * size * from * to + 4 * to;
  let total = unit(3, width, 3);
  let channels = width;
  blocks.forEach((count, stage) => {
    const filters = width * 2 ** stage;
    for (let block = 0; block < count; block++) {
      total += unit(channels, filters, 3) + unit(filters, filters, 3);
      if (channels !== filters) total += unit(channels, filters, 1);
      channels = filters;
    }
  });
  return total;
}

describe("resnet", () => {
  it("has the weights that the architecture counts by hand: 11.2 million at depth 18, width 64", () => {
    const blocks = { 10: [1, 1, 1, 1], 18: [2, 2, 2, 2], 34: [3, 4, 6, 3] };
    for (const depth of [10, 18, 34] as const)
      withModel({ depth, width: 8 }, (model) => assert.equal(model.countParams(), countByHand(blocks[depth], 8)));
    // torchvision's ResNet-18 has 11,689,512 trained weights: less its 513,000 of the classifier, and its 7x7 for our 3x3 stem.
    const trained = 11_689_512 - 513_000 - 64 * 3 * (49 - 9);
    const moving = 4800;
    assert.equal(countByHand(blocks[18], 64) - 2 * moving, trained);
  });

  it("halves the image at every later stage, and doubles the channels", () => {
    withModel({ depth: 10, width: 4 }, (model) => {
      const shapes = [1, 2, 3, 4].map((stage) => model.getLayer(`stage${stage}_block1_relu`).outputShape);
      assert.deepEqual(shapes, [
        [null, 32, 32, 4],
        [null, 16, 16, 8],
        [null, 8, 8, 16],
        [null, 4, 4, 32],
      ]);
      assert.deepEqual(model.outputs[0].shape, [null, 32]);
    });
    withModel({ ...tiny, stemStride: 2, strides: [1, 1] }, (model) =>
      assert.deepEqual(model.getLayer("stage2_block1_relu").outputShape, [null, 4, 4, 8]),
    );
    withModel({ ...tiny, stem: "imagenet", inputShape: [64, 64, 3] }, (model) =>
      assert.deepEqual(model.getLayer("stem_pool").outputShape, [null, 16, 16, 4]),
    );
  });

  it("gives the features that its layers give one by one", () => {
    withModel(tiny, (model) => {
      const byHand = tf.tidy(() => {
        const layer = (name: string, x: tf.Tensor): tf.Tensor => model.getLayer(name).apply(x) as tf.Tensor;
        const unit = (name: string, x: tf.Tensor): tf.Tensor => layer(`${name}_bn`, layer(`${name}_conv`, x));
        const stem = unit("stem", images()).relu();
        const first = unit("stage1_block1_b", unit("stage1_block1_a", stem).relu()).add(stem).relu();
        const residual = unit("stage2_block1_b", unit("stage2_block1_a", first).relu());
        return [...residual.add(unit("stage2_block1_shortcut", first)).relu().mean([1, 2]).dataSync()];
      });
      assert.deepEqual(predict(model), byHand);
    });
  });

  it("starts convolutions with He's deviation, from its seed alone", () => {
    const [one, again, other, zero, zeroAgain] = [1, 1, 2, 0, 0].map((seed) =>
      withModel({ ...tiny, seed }, (model) => weights(model)),
    );
    assert.deepEqual(one, again);
    assert.deepEqual(zero, zeroAgain);
    assert.notDeepEqual(one, other);
    withModel({ blocks: [1], width: 64 }, (model) => {
      const kernels = ["stage1_block1_a_conv", "stage1_block1_b_conv"].map((name) => [
        ...model.getLayer(name).getWeights()[0].dataSync(),
      ]);
      assert.notDeepEqual(kernels[0], kernels[1]);
      for (const kernel of kernels) {
        const deviation = Math.sqrt(kernel.reduce((sum, w) => sum + w * w, 0) / kernel.length);
        const he = Math.sqrt(2 / (9 * 64));
        // 36,864 draws: a standard error of 0.4%.
        assert.ok(Math.abs(deviation / he - 1) < 0.02, `${deviation / he}`);
      }
    });
  });

  it("begins every block as the identity with zeroGamma", () => {
    withModel({ ...tiny, blocks: [3], zeroGamma: true }, (model) => {
      const stem = tf.tidy(() => {
        const layer = (name: string, x: tf.Tensor): tf.Tensor => model.getLayer(name).apply(x) as tf.Tensor;
        return [...layer("stem_bn", layer("stem_conv", images())).relu().mean([1, 2]).dataSync()];
      });
      assert.deepEqual(predict(model), stem);
    });
    withModel({ ...tiny, block: "bottleneck", zeroGamma: true }, (model) => {
      const gammas = model.weights.filter(({ originalName }) => originalName.endsWith("gamma"));
      const names = gammas.filter((gamma) => gamma.read().dataSync()[0] === 0).map(({ originalName }) => originalName);
      assert.deepEqual(names, ["stage1_block1_c_bn/gamma", "stage2_block1_c_bn/gamma"]);
    });
  });

  it("saves and loads as an ordinary layers model, to the same outputs", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "resnet-"));
    const model = resnet(tiny);
    tf.dispose(tf.tidy(() => model.apply(images(), { training: true }) as tf.Tensor));
    const before = predict(model);
    try {
      await model.save(`file://${folder}`);
      const loaded = await tf.loadLayersModel(`file://${folder}/model.json`);
      assert.deepEqual(predict(loaded), before);
      loaded.dispose();
      const saved = JSON.parse(readFileSync(path.join(folder, "model.json"), "utf8")) as {
        modelTopology: { config: { layers: { class_name: string }[] } };
      };
      const classes = new Set(saved.modelTopology.config.layers.map((layer) => layer.class_name));
      assert.deepEqual([...classes].sort(), [
        "Add",
        "BatchNormalization",
        "Conv2D",
        "GlobalAveragePooling2D",
        "InputLayer",
        "ReLU",
      ]);
    } finally {
      model.dispose();
      rmSync(folder, { recursive: true });
    }
  });

  it("has three stages and shortcuts without weights as a CIFAR ResNet, with the sizes of the paper's table", () => {
    // Table 6 of arXiv 1512.03385v1, in millions; the classifier's 650 are the paper's only.
    for (const [depth, millions] of [
      [20, 0.27],
      [32, 0.46],
      [44, 0.66],
      [56, 0.85],
      [110, 1.7],
    ] as const) {
      const model = cifarResnet({ depth });
      const trained = model.trainableWeights.reduce((sum, weight) => sum + weight.read().size, 0);
      model.dispose();
      const digits = depth === 110 ? 1 : 2;
      const rounded = Number(((trained + 650) / 1e6).toFixed(digits));
      agree({ of: "cifarResnet", with: "table 6 of arXiv 1512.03385v1" }, rounded, millions, 0);
    }
    const model = cifarResnet({ depth: 14, width: 3 });
    assert.equal(model.countParams(), resnetParameters({ blocks: [2, 2, 2], width: 3, shortcut: "pad" }).total);
    assert.deepEqual(model.outputs[0].shape, [null, 12]);
    model.dispose();
    const selective = cifarResnet({ depth: 8, width: 2, selectiveKernels: true });
    assert.ok(selective.layers.some(({ name }) => name === "stage2_block1_shortcut_conv"));
    selective.dispose();
    assert.throws(
      () => cifarResnet({ depth: 18 }),
      new ModelError("cifarResnet: depth is 18; it must be 6n + 2: 8, 14, 20, 26, 32, ..."),
    );
  });

  it("goes on giving the weights that recorded runs began with", () => {
    withModel({ depth: 10, width: 16, stemStride: 2, seed: 3 }, (model) => {
      const names = model.weights.map(({ originalName }) => originalName);
      const hash = createHash("sha256").update(names.join());
      for (const weight of model.getWeights()) hash.update(Buffer.from((weight.dataSync() as Float32Array).buffer));
      assert.equal(hash.digest("hex").slice(0, 16), "3bdab793b34abc8b");
    });
  });

  it("refuses depths, strides and widths that make no network", () => {
    assert.throws(
      () => resnet({ depth: 11 as 10 }),
      new ModelError("resnet: depth is 11; it must be one of 10, 18, 34, 50, 101, 152, or give blocks"),
    );
    assert.throws(
      () => resnet({ depth: 18, strides: [1, 2, 2] }),
      new ModelError("resnet: strides has 3 entries but blocks has 4; each stage needs one"),
    );
    assert.throws(
      () => resnet({ width: 0 }),
      new ModelError("resnet: width is 0; the first stage needs a whole number of channels, at least 1"),
    );
    assert.throws(
      () => resnet({ blocks: [2, 0] }),
      new ModelError("resnet: blocks is [2, 0]; each stage needs at least 1 block"),
    );
    for (const [options, message] of [
      [{ strides: [1, 0, 2, 2] }, "strides is [1, 0, 2, 2]; each must be a whole number from 1"],
      [{ stemStride: 1.5 }, "stemStride is 1.5; it must be a whole number from 1"],
      [{ inputShape: [8, 0, 3] }, "inputShape is [8, 0, 3]; [H, W, C] is needed, each a whole number from 1"],
      [{ stem: "tiny" as "cifar" }, 'stem is "tiny"; it must be "cifar" or "imagenet"'],
      [{ padding: "valid" as "same" }, 'padding is "valid"; it must be "same" or "symmetric"'],
      [{ shortcut: "none" as "pad" }, 'shortcut is "none"; it must be "projection" or "pad"'],
      [{ blocks: [1], block: "wide" as "basic" }, 'block is "wide"; it must be "basic" or "bottleneck"'],
      [{ selectiveKernels: { ratio: 0 } }, "selectiveKernels.ratio is 0; it must be above 0"],
      [{ selectiveKernels: { minDim: 0 } }, "selectiveKernels.minDim is 0; it must be a whole number from 1"],
      [{ resnetD: true, shortcut: "pad" }, 'shortcut is "pad"; with resnetD shortcuts are projections'],
      [{ depth: 50, blocks: [1] }, "both depth and blocks are given; one of them is enough"],
      [
        { depth: 50, block: "basic" },
        'block is "basic", but depth 50 is made of "bottleneck" blocks; give blocks instead of depth',
      ],
    ] as [ResNetOptions, string][]) {
      assert.throws(() => resnet(options), new ModelError(`resnet: ${message}`));
      assert.throws(() => resnetParameters(options), new ModelError(`resnetParameters: ${message}`));
    }
  });
});
