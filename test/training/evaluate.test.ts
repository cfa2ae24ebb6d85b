import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { wilsonInterval } from "../../src/metrics/wilsonInterval";
import { evaluate } from "../../src/training/evaluate";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { formulaImages, linear, mlp, weightsOf } from "./support/classifiers";
import { softmax } from "./support/linearLoops";

describe("evaluate", () => {
  it("gives the classes, accuracy and cross-entropy that plain loops give, of more images than pass at once", () => {
    const data = formulaImages(700);
    const model = mlp();
    const [w1, b1, w2, b2] = model.weights.map((weight) => weight.read().dataSync());
    const { predictions, accuracy, interval, crossEntropy, logits } = evaluate(model, data);
    const [rows, surprises]: [number[][], number[]] = [[], []];
    for (let n = 0; n < data.size; n++) {
      const hidden = Array.from(b1, (bias, j) => {
        let sum = bias;
        for (let i = 0; i < 50; i++) sum += (data.images[n * 50 + i] / 255) * w1[i * 6 + j];
        return Math.max(0, sum);
      });
      rows.push(Array.from(b2, (bias, k) => hidden.reduce((sum, h, j) => sum + h * w2[j * 3 + k], bias)));
      surprises.push(-Math.log(softmax(rows[n])[data.labels[n]]));
    }
    const classes = rows.map((row) => row.indexOf(Math.max(...row)));
    const right = classes.filter((label, n) => label === data.labels[n]).length;
    const of = { of: "evaluate", with: "loops in float64" };
    agree(of, logits.values, rows.flat(), 1e-5);
    agree(of, predictions, classes, 0);
    agree(of, accuracy, right / 700, 1e-12);
    agree(of, crossEntropy, surprises.reduce((sum, one) => sum + one, 0) / 700, 1e-5);
    assert.deepEqual(interval, wilsonInterval(right, 700));
    model.dispose();
  });

  it("is log K nats when the classifier knows nothing, and stays finite when it is sure of a wrong class", () => {
    const data = formulaImages(9);
    const model = linear();
    agree({ of: "evaluate", with: "closed form" }, evaluate(model, data).crossEntropy, Math.log(3), 1e-12);
    const [, bias] = model.weights;
    tf.tidy(() => void bias.write(bias.read().add([1000, 0, 0])));
    const right = data.labels.filter((label) => label === 0).length;
    const sure = evaluate(model, data);
    agree({ of: "evaluate", with: "closed form" }, sure.crossEntropy, (1000 * (9 - right)) / 9, 1e-12);
    assert.equal(sure.accuracy, right / 9);
    assert.equal(weightsOf(model).length, 153);
    model.dispose();
  });

  it("refuses a model of other classes", () => {
    const model = linear();
    assert.throws(
      () => evaluate(model, { ...formulaImages(), classNames: ["a"] }),
      new TrainingError("evaluate: the model gives 3 logits but formula has 1 classes"),
    );
    model.dispose();
  });
});
