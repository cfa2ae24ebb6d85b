import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import { tf } from "../../../src/engine/tf";
import { statisticsNetwork } from "../../../src/models/statisticsNetwork";
import { bigan } from "../../../src/training/bigan";
import { distill } from "../../../src/training/distill";
import { estimateMI } from "../../../src/training/estimateMI";
import { fineTune } from "../../../src/training/fineTune";
import { gan } from "../../../src/training/gan";
import { pretrain } from "../../../src/training/pretrain";
import { supervised } from "../../../src/training/supervised";
import type { ClassifierHistory } from "../../../src/training/trainClassifier";
import { formulaImages, formulaLogits, linear, mlp, silent } from "../support/classifiers";
import { fixedPoints, modelOf } from "../support/tinyGame";
import { pointsIn } from "./eventFile";

let folder = "";
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "events-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Values of a tag, and of which steps. */
function curve(tag: string): { steps: number[]; values: number[] } {
  const points = pointsIn(folder).filter((point) => point.tag === tag);
  return { steps: points.map(({ step }) => step), values: points.map(({ value }) => value) };
}

const float32 = (values: readonly number[]): number[] => values.map(Math.fround);
const data = formulaImages();
const common = { data, seed: 1, progress: silent, compiled: false };
const epochs = { ...common, epochs: 2, batchSize: 6, learningRate: (step: number) => 0.01 * (step + 1) };
const judged = () => ({ ...epochs, heldOut: { data, everyEpochs: 1 }, tensorBoard: folder });

describe("the event files of trainers", () => {
  it("of pretrain have its losses and its rates", async () => {
    const encoder = linear();
    const { losses } = await pretrain({ ...epochs, encoder, augment: (x) => x.add(0.1), tensorBoard: folder });
    encoder.dispose();
    assert.deepEqual(curve("loss"), { steps: [1, 2, 3, 4], values: float32(losses) });
    assert.deepEqual(curve("learningRate"), { steps: [1, 2, 3, 4], values: float32([0.01, 0.02, 0.03, 0.04]) });
  });

  for (const [name, train] of [
    ["supervised", (model) => supervised({ ...judged(), model })],
    ["fineTune", (model) => fineTune({ ...judged(), model })],
    ["distill", (student) => distill({ ...judged(), student, teacher: formulaLogits })],
  ] as [string, (model: tf.LayersModel) => Promise<ClassifierHistory>][])
    it(`of ${name} have its losses, its rates and what it measured on held-out images`, async () => {
      const model = mlp();
      const { losses, evaluations } = await train(model);
      model.dispose();
      assert.deepEqual(curve("loss"), { steps: [1, 2, 3, 4], values: float32(losses) });
      assert.deepEqual(curve("learningRate").values, float32([0.01, 0.02, 0.03, 0.04]));
      const accuracies = float32(evaluations.map(({ accuracy }) => accuracy));
      assert.deepEqual(curve("evaluation/accuracy"), { steps: [2, 4], values: accuracies });
      assert.equal(curve("evaluation/crossEntropy").values.length, 2);
    });

  it("of estimateMI count its steps, not its calls", async () => {
    const network = statisticsNetwork({ xDim: 1, zDim: 1, hiddenDims: [4], seed: 1 });
    const { history } = await estimateMI({
      ...{ pairs: correlatedGaussian({ dims: 1, correlation: 0.5 }), network, seed: 1, progress: silent },
      ...{ steps: 20, stepsPerCall: 5, evaluateEvery: 10, batchSize: 8, validationSize: 20, testSize: 20 },
      ...{ learningRate: (step: number) => 0.001 * (step + 1), tensorBoard: folder, compiled: false },
    });
    network.dispose();
    assert.deepEqual(curve("miNats"), { steps: history.steps, values: float32(history.miNats) });
    assert.deepEqual(curve("learningRate"), { steps: [5, 10, 15, 20], values: float32([0.001, 0.006, 0.011, 0.016]) });
    const validation = history.validation.map(({ miNats }) => miNats);
    assert.deepEqual(curve("evaluation/validationMiNats"), { steps: [10, 20], values: float32(validation) });
  });

  for (const kind of ["gan", "bigan"] as const)
    it(`of ${kind} have the losses of both players, the rate and what is evaluated`, async () => {
      const [generator, discriminator] = [modelOf("generator"), modelOf("discriminator")];
      const [encoder, decoder, joint] = [modelOf("encoder"), modelOf("decoder"), modelOf("joint")];
      const evaluate = { every: 2, run: (steps: number) => ({ modes: steps }) };
      const shared = { ...common, data: fixedPoints, batchSize: 4, steps: 3, evaluate, tensorBoard: folder };
      const { discriminatorLosses, generatorLosses } =
        kind === "gan"
          ? await gan({ ...shared, generator, discriminator })
          : await bigan({ ...shared, encoder, decoder, discriminator: joint });
      for (const model of [generator, discriminator, encoder, decoder, joint]) model.dispose();
      assert.deepEqual(curve("discriminatorLoss"), { steps: [1, 2, 3], values: float32(discriminatorLosses) });
      assert.deepEqual(curve("generatorLoss").values, float32(generatorLosses));
      assert.deepEqual(curve("learningRate").values, float32([2e-4, 2e-4, 2e-4]));
      assert.deepEqual(curve("evaluation/modes"), { steps: [2, 3], values: [2, 3] });
    });
});
