import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { disposeOptimizer } from "../../../src/optimizers/disposeOptimizer";
import { agree, free, wave } from "./agree";

const initializer = (seed: number): { kernelInitializer: ReturnType<typeof tf.initializers.glorotNormal> } => ({
  kernelInitializer: tf.initializers.glorotNormal({ seed }),
});
describe("a step compiled by XLA", () => {
  it("equals eager to 1e-5 on a dense network with Adam, and traces once", () => {
    const train = (how: "eager" | "compiled"): tf.Tensor[] => {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({ units: 32, activation: "elu", inputShape: [16], ...initializer(1) }),
          tf.layers.dense({ units: 1, ...initializer(2) }),
        ],
      });
      const optimizer = tf.train.adam(0.01);
      const step = compile(
        (x: tf.Tensor) => optimizer.minimize(() => (model.apply(x) as tf.Tensor).square().mean(), true) as tf.Scalar,
        { xla: true },
      );
      const x = wave<tf.Rank.R2>([64, 16]);
      const seen: tf.Tensor[] = [0, 1, 2, 3, 4, 5].map(() => (how === "eager" ? step.eager(x) : step(x)));
      seen.push(...model.getWeights().map((weight) => weight.clone()));
      step.dispose();
      disposeOptimizer(optimizer);
      model.dispose();
      x.dispose();
      return seen;
    };
    const [eager, compiled] = [train("eager"), train("compiled")];
    agree(compiled, eager, 1e-5);
    free(eager, compiled);
  });
});
