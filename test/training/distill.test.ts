import assert from "node:assert/strict";
import type { Transform } from "../../src/augment/transform";
import { batches } from "../../src/data/batches";
import { tf } from "../../src/engine/tf";
import { normal } from "../../src/random/normal";
import { augmentedCopies } from "../../src/training/augmentedCopies";
import { distill, type DistillOptions } from "../../src/training/distill";
import { embed } from "../../src/training/embed";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { cnn, formulaImages, formulaLogits, golden, linear, mlp, silent, weightsOf } from "./support/classifiers";
import { linearLoops, softmax } from "./support/linearLoops";

const data = formulaImages();
const identity: Transform = (images) => images.clone();
const defaults = { data, epochs: 3, batchSize: 4, learningRate: 0.1, seed: 3, progress: silent };

type Changes = Partial<DistillOptions> & Pick<DistillOptions, "teacher">;

async function train(make: () => tf.LayersModel, changes: Changes): Promise<{ losses: number[]; weights: number[] }> {
  const student = make();
  try {
    const { losses } = await distill({ student, ...defaults, ...changes });
    return { losses, weights: weightsOf(student) };
  } finally {
    student.dispose();
  }
}

/** Entropy of the teacher's predictions, mean over images. */
function entropy(logits: ArrayLike<number>, temperature: number): number {
  const rows = Array.from({ length: logits.length / 3 }, (_, n) =>
    softmax(Array.from(logits).slice(3 * n, 3 * n + 3), temperature),
  );
  return rows.flat().reduce((sum, p) => sum - (p * Math.log(p)) / rows.length, 0);
}

describe("distill", () => {
  it("trains a student with a third of the labels of some images as PyTorch does", async () => {
    const even = [0, 2, 4, 6, 8, 10];
    const student = mlp();
    const history = await distill({
      ...defaults,
      ...{ student, teacher: formulaLogits, heldOut: { data } },
      ...{ temperature: 2, labels: { alpha: 2 / 3, indices: even } },
      ...{ epochs: golden.rates.length, batchSize: data.size, weightDecay: golden.decay },
      learningRate: (step) => golden.rates[step],
    });
    const [theirs, of] = [golden.distilled, { of: "distill", with: "PyTorch 2.14.1" }];
    agree(of, history.losses, theirs.losses, 2e-5);
    agree(of, weightsOf(student, /kernel/), theirs.kernels, 2e-5);
    agree(of, weightsOf(student, /bias/), theirs.others, 2e-5);
    agree(of, history.evaluations[0].crossEntropy, theirs.crossEntropy, 2e-5);
    student.dispose();
  });

  for (const temperature of [1, 0.1])
    it(`moves a linear student by (Ps - Pt) / ${temperature} of each batch, as plain loops do`, async () => {
      const teacherOf = (n: number): number[] => softmax(formulaLogits.values.subarray(3 * n, 3 * n + 3), temperature);
      const expected = linearLoops({
        data,
        batches: [0, 1, 2].flatMap((epoch) => batches(data, { batchSize: 4, seed: 3, epoch })),
        rate: () => 0.01 * temperature ** 2,
        momentum: 0.9,
        slope: (logits, n) => {
          const [p, t] = [softmax(logits, temperature), teacherOf(n)];
          return {
            loss: -t.reduce((sum, share, k) => sum + share * Math.log(p[k]), 0),
            slope: p.map((share, k) => (share - t[k]) / temperature),
          };
        },
      });
      const { losses, weights } = await train(linear, {
        teacher: formulaLogits,
        temperature,
        learningRate: () => 0.01 * temperature ** 2,
      });
      // A logit is a sum of 51 numbers, each rounded by 6e-8, and the temperature divides it.
      const tolerance = 3e-6 / temperature;
      agree({ of: "distill", with: "loops in float64" }, losses, expected.losses, tolerance);
      agree({ of: "distill", with: "loops in float64" }, weights, expected.weights, tolerance);
    });

  it("leaves a student that is its teacher where it is, at the teacher's entropy", async () => {
    const teacher = mlp();
    const { losses, weights } = await train(mlp, { teacher, augment: identity, temperature: 2, batchSize: 12 });
    const expected = entropy(embed(teacher, data).values, 2);
    agree(
      { of: "distill", with: "closed form" },
      losses,
      losses.map(() => expected),
      1e-6,
    );
    // Of a difference that rounding leaves: 3 steps of 0.1 by gradients of 1e-7.
    agree({ of: "distill", with: "closed form" }, weights, weightsOf(teacher), 1e-6);
    teacher.dispose();
  });

  it("asks the teacher in inference, without changing it, about the view that the student sees", async () => {
    const noise: Transform = (images, key) =>
      tf.tidy(() => images.add<tf.Tensor4D>(normal(key, images.shape).mul(0.3)));
    const teacher = cnn();
    const before = weightsOf(teacher);
    const said: number[][] = [];
    const views: tf.Tensor4D[] = [];
    const { losses } = await train(mlp, {
      teacher,
      compiled: false,
      learningRate: () => 0,
      epochs: 1,
      augment: (images, key) => {
        views.push(tf.keep(noise(images, key).clone()));
        return noise(images, key);
      },
      loss: (student, of) => {
        said.push([...of.dataSync()]);
        return student.mean();
      },
    });
    assert.equal(losses.length, 3);
    assert.deepEqual(weightsOf(teacher), before);
    views.forEach((view, n) => {
      const inference = tf.tidy(() => [...(teacher.predict(view) as tf.Tensor).dataSync()]);
      agree({ of: "distill", with: "the teacher's inference" }, said[n], inference, 1e-6);
    });
    tf.dispose(views);
    teacher.dispose();
  });

  it("learns from logits of augmented copies as from the teacher itself on them", async () => {
    const copies = augmentedCopies(data, { augment: identity, copies: 2, seed: 1 });
    const teacher = mlp();
    const live = await train(cnn, { teacher, data: copies, augment: identity });
    const cached = await train(cnn, { teacher: embed(teacher, copies), data: copies });
    live.losses.forEach((loss, n) => assert.ok(Math.abs(loss - cached.losses[n]) < 1e-5));
    live.weights.forEach((weight, n) => assert.ok(Math.abs(weight - cached.weights[n]) < 1e-5));
    teacher.dispose();
  });

  it("reads no label without the label term", async () => {
    const shuffled = { ...data, labels: data.labels.map((label) => (label + 1) % 3) };
    const blind = [
      await train(mlp, { teacher: formulaLogits }),
      await train(mlp, { teacher: formulaLogits, data: shuffled }),
    ];
    assert.deepEqual(blind[0], blind[1]);
    const labels = { alpha: 0.5 };
    const seeing = [
      await train(mlp, { teacher: formulaLogits, labels }),
      await train(mlp, { teacher: formulaLogits, labels, data: shuffled }),
    ];
    assert.notDeepEqual(seeing[0], seeing[1]);
  });

  it("refuses teachers and labels that do not fit", async () => {
    const refuse = (changes: Changes, message: string): Promise<void> =>
      assert.rejects(train(linear, changes), new TrainingError(`distill: ${message}`));
    await refuse(
      { teacher: { ...formulaLogits, rows: 11 } },
      "the teacher has logits of 11 images but formula has 12 images; each needs a row",
    );
    await refuse(
      { teacher: { ...formulaLogits, columns: 2 } },
      "the teacher has 2 logits a row but formula has 3 classes",
    );
    await refuse(
      { teacher: formulaLogits, augment: identity },
      "the teacher's logits are of the images as they are; leave augment out, or give augmentedCopies",
    );
    await refuse(
      { teacher: formulaLogits, labels: { alpha: 0.5, indices: [0, 12] } },
      "labels.indices has 12; it must be whole numbers below 12",
    );
    const teacher = mlp();
    await refuse(
      { teacher, student: teacher },
      "teacher and student share weights; give the student weights of its own",
    );
    teacher.dispose();
  });
});
