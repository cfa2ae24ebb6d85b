import assert from "node:assert/strict";
import { composition, compositionTransforms, type CompositionName } from "../../src/augment/composition";
import { simclrViews } from "../../src/augment/simclrViews";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { split } from "../../src/random/split";
import { distance, randomImages, valuesOf } from "./images";

const names = Object.keys(compositionTransforms) as CompositionName[];

describe("augment/composition", () => {
  it("has the seven transforms of the paper's figure, in its order, each of which changes nearly every image", () => {
    assert.deepEqual(names, ["crop", "cutout", "color", "sobel", "noise", "blur", "rotate"]);
    const images = randomImages(1, [64, 20, 20]);
    const pixels = images.arraySync();
    for (const name of names) {
      const changed = tf.tidy(() => compositionTransforms[name](images, key(1)).arraySync());
      const share = changed.filter((image, n) => distance(image.flat(2), pixels[n].flat(2)) > 1e-3).length / 64;
      // A quarter of the rotations is by 0, colour leaves 16% alone.
      assert.ok(share > 0.6, `${name}: ${share}`);
    }
    images.dispose();
  });

  it("leaves one branch as the shared crop and applies row and then column to the other", () => {
    const images = randomImages(2, [8, 8, 8]);
    const [plain, changed] = tf.tidy(() => simclrViews(images, key(5), composition(["color", "sobel"])));
    const [crop, color, sobel] = (["crop", "color", "sobel"] as const).map((name) => compositionTransforms[name]);
    const [sharedKey, unused, branchKey] = tf.tidy(() => split(key(5), 3));
    assert.deepEqual(
      [...plain.dataSync()],
      valuesOf(() => crop(images, sharedKey)),
    );
    const byHand = valuesOf(() => {
      const [first, second] = split(branchKey, 2);
      return sobel(color(plain, first), second);
    });
    assert.deepEqual([...changed.dataSync()], byHand);
    tf.dispose([images, plain, changed, sharedKey, unused, branchKey]);
  });

  it("applies a transform of the diagonal once, and takes another shared transform or none", () => {
    const images = randomImages(3, [4, 8, 8]);
    const identity = (batch: tf.Tensor4D): tf.Tensor4D => batch.clone();
    const views = (row: CompositionName[]): number[] =>
      valuesOf(() => {
        const [plain, changed] = simclrViews(images, key(5), composition(row as ["noise"], { shared: identity }));
        assert.deepEqual(plain.dataSync(), images.dataSync());
        return changed;
      });
    assert.deepEqual(views(["noise", "noise"]), views(["noise"]));
    assert.ok(distance(views(["noise", "sobel"]), views(["sobel", "noise"])) > 0.1);
    images.dispose();
  });

  it("refuses a name that is not in the study", () => {
    for (const name of ["crops", "toString"])
      assert.throws(() => composition([name as CompositionName]), {
        name: "AugmentError",
        message: `composition: "${name}" is no transform of the study; crop, cutout, color, sobel, noise, blur or rotate is needed`,
      });
  });
});
