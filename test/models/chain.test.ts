import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { chain } from "../../src/models/chain";
import { linearClassifier } from "../../src/models/linearClassifier";
import { ModelError } from "../../src/models/modelError";
import { projectionHead } from "../../src/models/projectionHead";
import { resnet } from "../../src/models/resnet";

describe("chain", () => {
  it("runs models one after another on their own weights, and leaves them alive when it is disposed of", () => {
    const encoder = resnet({ blocks: [1], width: 3, inputShape: [5, 5, 3] });
    const classifier = linearClassifier({ inputDim: 3, classes: 2 });
    const model = chain([encoder, classifier]);
    const images = tf.randomUniform([4, 5, 5, 3], 0, 1, "float32", 1);
    const both = (): [number[], number[]] =>
      tf.tidy(() => {
        const apart = classifier.predict(encoder.predict(images)) as tf.Tensor;
        return [[...(model.predict(images) as tf.Tensor).dataSync()], [...apart.dataSync()]];
      });
    const [first, apart] = both();
    assert.deepEqual(first, apart);
    const bias = tf.tensor1d([5, -5]);
    classifier.weights[1].write(bias);
    const [second, again] = both();
    assert.deepEqual(second, again);
    assert.notDeepEqual(second, first);
    assert.equal(model.countParams(), encoder.countParams() + classifier.countParams());
    assert.equal(model.trainableWeights.length, encoder.trainableWeights.length + 2);
    model.dispose();
    const apartStill = tf.tidy(() => {
      return [...(classifier.predict(encoder.predict(images) as tf.Tensor) as tf.Tensor).dataSync()];
    });
    assert.deepEqual(apartStill, again);
    tf.dispose([images, bias]);
    encoder.dispose();
    classifier.dispose();
  });

  it("refuses models that do not fit, or bear one name, and none at all", () => {
    const encoder = resnet({ blocks: [1], width: 3, inputShape: [5, 5, 3] });
    const head = projectionHead({ inputDim: 4, outputDim: 4 });
    assert.throws(
      () => chain([encoder, head]),
      new ModelError("chain: projection_head takes [4], but resnet_1_width3 gives [3]"),
    );
    assert.throws(
      () => chain([head, head]),
      new ModelError("chain: two models are called projection_head; each needs a name of its own"),
    );
    assert.throws(() => chain([]), new ModelError("chain: at least one model is needed"));
    encoder.dispose();
    head.dispose();
  });
});
