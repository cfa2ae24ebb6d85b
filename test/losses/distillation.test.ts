import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { crossEntropy } from "../../src/losses/crossEntropy";
import { distillation, type DistillationOptions } from "../../src/losses/distillation";
import { LossError } from "../../src/losses/lossError";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import { golden, mean, type Rows, rowsOf, type TorchLosses } from "./pairsOfViews";

const of = "distillation";

interface Options extends Omit<DistillationOptions, "labels"> {
  labels?: number[];
}

const softmax = (row: number[], temperature = 1): number[] => {
  const highest = Math.max(...row);
  const exp = row.map((x) => Math.exp((x - highest) / temperature));
  const z = exp.reduce((sum, x) => sum + x, 0);
  return exp.map((x) => x / z);
};
const logSoftmax = (row: number[], temperature = 1): number[] => {
  const highest = Math.max(...row);
  const z = row.reduce((sum, x) => sum + Math.exp((x - highest) / temperature), 0);
  return row.map((x) => (x - highest) / temperature - Math.log(z));
};

/** Equations 2 and 3 of the paper in float64, as means. */
function byThePaper(student: Rows, teacher: Rows, options: Options = {}): number {
  const { temperature = 1, labels, alpha = 1, timesTemperatureSquared = false } = options;
  const teaching = mean(
    student.map((row, n) => {
      const p = softmax(teacher[n], temperature);
      return -logSoftmax(row, temperature).reduce((sum, x, k) => sum + p[k] * x, 0);
    }),
  );
  const hard = labels ? mean(student.map((row, n) => (labels[n] < 0 ? 0 : -logSoftmax(row)[labels[n]]))) : 0;
  return alpha * teaching * (timesTemperatureSquared ? temperature ** 2 : 1) + (1 - alpha) * hard;
}

const compute = (student: Rows, teacher: Rows, { labels, ...options }: Options = {}) =>
  tf.tidy(() => {
    const loss = (x: tf.Tensor): tf.Scalar =>
      distillation(x as tf.Tensor2D, tf.tensor2d(teacher), {
        ...options,
        ...(labels && { labels: tf.tensor1d(labels, "int32") }),
      });
    const { value, grad } = tf.valueAndGrad(loss)(tf.tensor2d(student));
    return { value: value.dataSync()[0], gradient: [...grad.dataSync()] };
  });

const table = (n: number, k: number): fc.Arbitrary<Rows> => {
  const row = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: k, maxLength: k });
  return fc.array(row, { minLength: n, maxLength: n });
};
const problem = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([n, k]) =>
    fc.tuple(table(n, k), table(n, k), fc.array(fc.integer({ min: -1, max: k - 1 }), { minLength: n, maxLength: n })),
  );
const temperature = fc.constantFrom(0.1, 0.5, 1, 4, 20);
const student = [
  [1, -2, 0.5],
  [0, 3, 2.5],
];
const teacher = [
  [2, 1, -1],
  [-1, 0.5, 0.7],
];
const centred = (row: number[]): number[] => row.map((x) => x - mean(row));

describe("distillation", () => {
  it("is what the paper's equations give, by plain loops, with labels and without", () => {
    fc.assert(
      fc.property(
        problem,
        temperature,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (...given) => {
          const [[x, t, labels], tau, timesTemperatureSquared, alpha, labelled] = given;
          const options = { temperature: tau, timesTemperatureSquared, ...(labelled && { labels, alpha }) };
          // Logits up to 6 / τ, wrong by a few roundings of 6e-8; τ² may multiply that.
          const tolerance = (4e-6 / Math.min(tau, 1)) * Math.max(tau, 1);
          agree({ of, with: "loops in float64" }, compute(x, t, options).value, byThePaper(x, t, options), tolerance);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("has the gradient that finite differences have", () => {
    fc.assert(
      fc.property(problem, temperature, fc.double({ min: 0, max: 1, noNaN: true }), ([x, t, labels], tau, alpha) => {
        const options = { temperature: tau, labels, alpha };
        const slopes = finiteDifferences((flat) => byThePaper(rowsOf(flat, x[0].length), t, options), x.flat(), 1e-4);
        // h² times a third derivative of at most 0.1 / τ³; float32's error of logits up to 60, over τ.
        agree(
          { of, with: "finite differences" },
          compute(x, t, options).gradient,
          slopes,
          1e-8 / tau ** 3 + 1e-5 / Math.min(tau, 1),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("is what PyTorch's kl_div and the teacher's entropy add up to, with its gradient", () => {
    const { student: x, teacher: t, distillation: cases } = golden<TorchLosses>("pytorch");
    for (const { temperature: tau, loss, gradients } of cases) {
      const { value, gradient } = compute(x, t, { temperature: tau });
      agree({ of, with: "PyTorch 2.14.1" }, value, loss, 2e-6 / Math.min(tau, 1));
      agree({ of, with: "PyTorch 2.14.1" }, gradient, gradients.student.flat(), 2e-5);
    }
  });

  it("has (Pˢ - Pᵀ) / (τ N) as its gradient, times τ² if asked for", () => {
    for (const tau of [0.1, 1, 5]) {
      const expected = student.flatMap((row, n) => {
        const p = softmax(teacher[n], tau);
        return softmax(row, tau).map((q, k) => (q - p[k]) / tau / 2);
      });
      agree({ of, with: "closed form" }, compute(student, teacher, { temperature: tau }).gradient, expected, 1e-5);
      const squared = compute(student, teacher, { temperature: tau, timesTemperatureSquared: true }).gradient;
      agree(
        { of, with: "closed form" },
        squared,
        expected.map((x) => x * tau ** 2),
        1e-5,
      );
    }
  });

  it("is the teacher's entropy where the student agrees, with a gradient of 0", () => {
    const shifted = teacher.map((row, n) => row.map((x) => x + 3 * n - 1));
    const { value, gradient } = compute(shifted, teacher, { temperature: 2 });
    const entropy = mean(teacher.map((row) => softmax(row, 2).reduce((sum, p) => sum - p * Math.log(p), 0)));
    agree({ of, with: "closed form" }, value, entropy, 1e-6);
    agree({ of, with: "closed form" }, gradient, [0, 0, 0, 0, 0, 0], 1e-6);
  });

  it("tends to cross-entropy with the teacher's best class as the temperature tends to 0: τ L to the hinge of the logits", () => {
    const best = [0, 2];
    for (const tau of [1e-2, 1e-3]) {
      const { value } = compute(student, teacher, { temperature: tau });
      // Cross-entropy of student / τ with one-hot labels; the teacher's second-best classes differ by 1 and by 0.2.
      const hard = mean(student.map((row, n) => -logSoftmax(row, tau)[best[n]]));
      agree({ of, with: "limit" }, tau * value, tau * hard, Math.exp(-0.2 / tau) + 1e-6);
      agree({ of, with: "limit" }, tau * value, mean([0, 3 - 2.5]), Math.exp(-0.2 / tau) + 1e-6);
    }
  });

  it("matches centred logits as the temperature tends to infinity, times τ²; without τ² the gradient vanishes", () => {
    const [n, k] = [2, 3];
    const expected = student.flatMap((row, i) => {
      const target = centred(teacher[i]);
      return centred(row).map((x, j) => (x - target[j]) / (n * k));
    });
    for (const tau of [100, 1000]) {
      const { gradient } = compute(student, teacher, { temperature: tau, timesTemperatureSquared: true });
      // The softmax's second-order terms, over τ, and float32's 6e-8 times τ.
      agree({ of, with: "limit" }, gradient, expected, 5 / tau + 1e-7 * tau);
      const plain = compute(student, teacher, { temperature: tau }).gradient;
      assert.ok(plain.every((x) => Math.abs(x) < 2 / tau ** 2));
    }
  });

  it("is cross-entropy at alpha 0, forgets the labels at alpha 1, and is linear between", () => {
    const labels = [2, 1];
    const at = (alpha: number) => compute(student, teacher, { labels, alpha, temperature: 3 });
    const hard = tf.tidy(() => crossEntropy(tf.tensor2d(student), tf.tensor1d(labels, "int32")).dataSync()[0]);
    agree({ of, with: "closed form" }, at(0).value, hard, 1e-6);
    const soft = compute(student, teacher, { temperature: 3 });
    agree({ of, with: "closed form" }, at(1).value, soft.value, 1e-6);
    agree({ of, with: "closed form" }, at(1).gradient, soft.gradient, 1e-6);
    agree({ of, with: "closed form" }, at(0.3).value, 0.3 * soft.value + 0.7 * hard, 1e-6);
  });

  it("leaves images without a label to the teacher alone, and divides by all of the batch", () => {
    const some = compute(student, teacher, { labels: [-1, 1], alpha: 0.5 });
    const first = compute([student[0]], [teacher[0]], {}).value;
    const second = compute([student[1]], [teacher[1]], { labels: [1], alpha: 0.5 }).value;
    agree({ of, with: "closed form" }, some.value, (0.5 * first + second) / 2, 1e-6);
    const none = compute(student, teacher, { labels: [-1, -1], alpha: 0.5 });
    agree({ of, with: "closed form" }, none.value, 0.5 * compute(student, teacher).value, 1e-6);
  });

  it("teaches the student only: the teacher is a constant under gradients", () => {
    const byTeacher = tf.tidy(() =>
      tf
        .grad((t) => distillation(tf.tensor2d(student), t as tf.Tensor2D))(tf.tensor2d(teacher))
        .dataSync(),
    );
    assert.deepEqual([...byTeacher], [0, 0, 0, 0, 0, 0]);
  });

  it("refuses bad temperatures, weights, shapes, and half of what labels need", () => {
    const refused = (x: tf.Tensor, t: tf.Tensor, options: DistillationOptions, message: string): void =>
      assert.throws(
        () => distillation(x as tf.Tensor2D, t as tf.Tensor2D, options),
        new LossError(`distillation: ${message}`),
      );
    tf.tidy(() => {
      const x = tf.zeros([8, 10]);
      const labels = tf.zeros<tf.Rank.R1>([8], "int32");
      for (const tau of [0, -1, NaN, Infinity])
        refused(x, x, { temperature: tau }, `temperature is ${tau} but must be a positive number`);
      for (const alpha of [-0.1, 2, NaN])
        refused(x, x, { alpha, labels }, `alpha is ${alpha}; it must be a number from 0 to 1`);
      const same = "both need the same shape [N, K] and float32";
      refused(x, tf.zeros([8, 100]), {}, `student is [8, 10] but teacher is [8, 100]; ${same}`);
      refused(tf.zeros([8]), tf.zeros([8]), {}, `student is [8] but teacher is [8]; ${same}`);
      const needed = "each row needs one int32 label";
      const seven = tf.zeros<tf.Rank.R1>([7], "int32");
      refused(x, x, { alpha: 0.5, labels: seven }, `student is [8, 10] but labels is [7] of int32; ${needed}`);
      const floats = labels.cast<tf.Tensor1D>("float32");
      refused(x, x, { alpha: 0.5, labels: floats }, `student is [8, 10] but labels is [8]; ${needed}`);
      refused(x, x, { labels }, "there are labels but no alpha; say what the teacher counts against them");
      refused(x, x, { alpha: 0.5 }, "alpha is 0.5 but there are no labels; give them, or leave alpha out");
    });
  });
});
