import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tf } from "../../src/engine/tf";
import { chain } from "../../src/models/chain";
import { linearClassifier } from "../../src/models/linearClassifier";
import { loadModel } from "../../src/models/loadModel";
import { ModelError } from "../../src/models/modelError";
import { resnet } from "../../src/models/resnet";
import { saveModel } from "../../src/models/saveModel";
import { outputs, savedModels, trainBriefly } from "../support/savedModels";

const numbers = (model: tf.LayersModel): number[][] => model.weights.map((weight) => [...weight.read().dataSync()]);

describe("saveModel and loadModel", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "saved-model-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Saves a classifier of this seed, and gives its weights. */
  async function save(seed: number, into = folder): Promise<number[][]> {
    const model = linearClassifier({ inputDim: 3, classes: 2, seed });
    await saveModel(model, into);
    const weights = numbers(model);
    model.dispose();
    return weights;
  }

  async function load(): Promise<number[][]> {
    const model = await loadModel(folder);
    const weights = numbers(model);
    model.dispose();
    return weights;
  }

  for (const [name, make] of Object.entries(savedModels))
    it(`brings the ${name} back with equal weights and outputs to the bit, also as tfjs saves it`, async () => {
      const { model, parts } = make();
      trainBriefly(model);
      const [weights, expected] = [numbers(model), outputs(model)];
      await saveModel(model, path.join(folder, "ours"));
      await model.save(`file://${folder}/stock`);
      for (const part of parts) part.dispose();
      const loaded = [
        await loadModel(path.join(folder, "ours")),
        await loadModel(path.join(folder, "stock")),
        await tf.loadLayersModel(`file://${folder}/ours/model.json`),
      ];
      for (const one of loaded) {
        assert.deepEqual(numbers(one), weights);
        assert.deepEqual(outputs(one), expected);
        trainBriefly(one);
      }
      // They train on alike.
      assert.deepEqual(numbers(loaded[1]), numbers(loaded[0]));
      assert.notDeepEqual(numbers(loaded[0]), weights);
      for (const one of loaded) one.dispose();
    });

  it("remembers what is frozen", async () => {
    const { model, parts } = savedModels.encoder();
    model.getLayer("stem_conv").trainable = false;
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    assert.equal(loaded.trainableWeights.length, model.trainableWeights.length);
    assert.equal(loaded.getLayer("stem_conv").trainable, false);
    loaded.dispose();
    for (const part of parts) part.dispose();
  });

  it("remembers what trainable = false on a model within the model has frozen, and lets it go again", async () => {
    const encoder = resnet({ blocks: [1], width: 3, inputShape: [16, 15, 3] });
    const classifier = linearClassifier({ inputDim: 3, classes: 2 });
    const model = chain([encoder, classifier]);
    encoder.trainable = false;
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const inside = loaded.getLayer(encoder.name);
    const trained = (of: tf.LayersModel): string[] => of.trainableWeights.map(({ originalName }) => originalName);
    assert.deepEqual(trained(loaded), ["logits/kernel", "logits/bias"]);
    // Batch norm asks its weights whether its statistics are frozen.
    const before = numbers(loaded);
    trainBriefly(loaded);
    numbers(loaded).forEach((values, i) => {
      const isLogits = loaded.weights[i].originalName.startsWith("logits");
      assert.equal(String(values) === String(before[i]), !isLogits, loaded.weights[i].originalName);
    });
    encoder.trainable = inside.trainable = true;
    assert.equal(trained(loaded).length, trained(model).length);
    for (const one of [loaded, model, classifier, encoder]) one.dispose();
  });

  it("remembers that a whole model is frozen, but for a layer", async () => {
    const { model, parts } = savedModels.encoder();
    model.trainable = false;
    model.getLayer("stem_conv").trainable = true;
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    assert.deepEqual([loaded.trainable, loaded.trainableWeights.length], [false, 0]);
    const flags = (of: tf.LayersModel): boolean[] => of.weights.map(({ trainable }) => trainable);
    assert.deepEqual(flags(loaded), flags(model));
    loaded.dispose();
    for (const part of parts) part.dispose();
  });

  it("takes a folder as tfjs writes it, with file://", async () => {
    const { model, parts } = savedModels.encoder();
    await saveModel(model, `file://${folder}/address`);
    const loaded = await loadModel(path.join(folder, "address"));
    const again = await loadModel(`file://${folder}/address`);
    assert.deepEqual(numbers(loaded), numbers(model));
    assert.deepEqual(numbers(again), numbers(model));
    for (const one of [loaded, again, ...parts]) one.dispose();
  });

  it("keeps what the user noted in the model", async () => {
    const { model, parts } = savedModels.encoder();
    model.setUserDefinedMetadata({ trained: "quick" });
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    assert.deepEqual(loaded.getUserDefinedMetadata(), { trained: "quick" });
    for (const one of [loaded, ...parts]) one.dispose();
  });

  it("replaces a model whole, in a folder that it makes, and leaves other files alone", async () => {
    folder = path.join(folder, "a", "b");
    await save(1);
    writeFileSync(path.join(folder, "notes.txt"), "mine");
    const second = await save(2);
    assert.deepEqual(await load(), second);
    const files = readdirSync(folder).sort();
    assert.deepEqual([files.length, files[0], files[1]], [3, "model.json", "notes.txt"]);
  });

  it("holds the old model until the new one is whole, wherever saving stops", async () => {
    const first = await save(1);
    const [description, weights] = ["model.json", readdirSync(folder).find((name) => name.endsWith(".bin"))!];
    const other = path.join(folder, "other");
    await save(2, other);
    const newWeights = readdirSync(other).find((name) => name.endsWith(".bin"))!;
    // A process that died behind the new weights, and one that died while it wrote them.
    writeFileSync(path.join(folder, newWeights), readFileSync(path.join(other, newWeights)));
    writeFileSync(path.join(folder, `${newWeights}.1.tmp`), "half");
    assert.deepEqual(await load(), first);
    assert.ok(readFileSync(path.join(folder, description), "utf8").includes(weights));
  });

  it("says what is missing or damaged in a folder", async () => {
    const failsWith = (message: string): Promise<void> =>
      assert.rejects(loadModel(folder), new ModelError(`loadModel: ${message}`));
    await failsWith(`there is no model in ${folder}; saveModel puts one there`);
    await save(1);
    const description = path.join(folder, "model.json");
    const good = readFileSync(description, "utf8");
    const name = readdirSync(folder).find((file) => file.endsWith(".bin"))!;
    const weights = path.join(folder, name);
    const bytes = readFileSync(weights);

    bytes[5] ^= 1;
    writeFileSync(weights, bytes);
    await failsWith(`${weights} is damaged; save the model again`);
    rmSync(weights);
    await failsWith(`${weights} is missing; save the model again`);
    // As tfjs itself names it: only the length can tell.
    writeFileSync(description, good.replace(name, "weights.bin"));
    writeFileSync(path.join(folder, "weights.bin"), bytes.subarray(4));
    await failsWith(`the weights in ${folder} are 28 bytes, but the model needs 32; save the model again`);
    for (const broken of [good.slice(0, 100), "null", "{}", '{"modelTopology": {}, "weightsManifest": [3]}']) {
      writeFileSync(description, broken);
      await failsWith(`${description} is not the description of a layers model`);
    }
    writeFileSync(path.join(folder, "weights.bin"), bytes);
    writeFileSync(description, good.replace(name, "weights.bin").replace('"Dense"', '"Mystery"'));
    await assert.rejects(loadModel(folder), (error: Error) => {
      assert.ok(error instanceof ModelError && error.cause instanceof Error);
      assert.ok(error.message.startsWith(`loadModel: the model in ${folder} cannot be built: Unknown layer: Mystery`));
      return true;
    });
  });

  it("refuses a model that no tfjs could load again, since two of its weights have one name", async () => {
    const parts = ["first", "second"].map((name) => {
      const part = linearClassifier({ inputDim: 3, classes: 3 });
      part.name = name;
      return part;
    });
    const model = chain(parts);
    await assert.rejects(
      saveModel(model, folder),
      new ModelError(
        "saveModel: two weights of first_second are called logits/kernel; each layer needs a name of its own",
      ),
    );
    assert.deepEqual(readdirSync(folder), []);
    for (const one of [model, ...parts]) one.dispose();
  });

  it("says so when the folder is a file, and passes on what else the file system says", async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    await assert.rejects(
      loadModel(file),
      new ModelError(`loadModel: there is no model in ${file}; saveModel puts one there`),
    );
    const model = linearClassifier({ inputDim: 3, classes: 2 });
    await assert.rejects(saveModel(model, file), { code: "EEXIST" });
    mkdirSync(path.join(folder, "model.json"));
    await assert.rejects(saveModel(model, folder), { code: "EISDIR" });
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith(".tmp")),
      [],
    );
    model.dispose();
  });
});
