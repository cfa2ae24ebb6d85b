import { liveRate } from "../engine/compile";
import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { biasOrBatchNorm } from "./exclusions";
import { OptimizerError } from "./optimizerError";

export interface LarsOptions {
  /** η; schedules change it by `setLearningRate`. */
  learningRate: number;
  /** m, in [0, 1). Default 0.9. */
  momentum?: number;
  /** λ, at least 0. Default 1e-6, as in SimCLR. */
  weightDecay?: number;
  /** c, above 0. Default 0.001. */
  trustCoefficient?: number;
  /** ε, added to the gradient's norm, at least 0. Default 0. */
  epsilon?: number;
  /** Default false. */
  nesterov?: boolean;
  /** Variables, by name, without weight decay and trust ratio. Default biases and batch norm: names that end in bias, gamma or beta. */
  exclude?: (name: string) => boolean;
}

/** As tfjs names and does not export it. */
interface NamedTensor {
  name: string;
  tensor: tf.Tensor;
}

const suffix = "/momentum";

/** See `lars`. */
export class LarsOptimizer extends tf.Optimizer {
  static readonly className = "LARS";
  protected learningRate: number;
  private readonly settings: Required<LarsOptions>;
  /** By the variable's name. */
  private velocities: Record<string, tf.Variable> = {};

  constructor(options: LarsOptions) {
    super();
    const { learningRate, momentum = 0.9, weightDecay = 1e-6, trustCoefficient = 0.001, epsilon = 0 } = options;
    const { nesterov = false, exclude = biasOrBatchNorm } = options;
    this.settings = { learningRate, momentum, weightDecay, trustCoefficient, epsilon, nesterov, exclude };
    this.learningRate = learningRate;
    check(this.settings);
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    tf.tidy(() => {
      const rate = liveRate(this, () => this.learningRate);
      // tfjs gives no gradient for a variable that the loss does not depend on.
      for (const { name, tensor } of named as { name: string; tensor: tf.Tensor | null }[])
        if (tensor) this.update(name, tensor, rate);
    });
    this.incrementIterations();
  }

  private update(name: string, given: tf.Tensor, rate: tf.Scalar): void {
    const { momentum, nesterov, weightDecay, exclude } = this.settings;
    const weights = tf.engine().registeredVariables[name];
    const velocity = (this.velocities[name] ??= tf.zerosLike(weights).variable(false));
    const excluded = exclude(name);
    const gradient = excluded || weightDecay === 0 ? given : given.add(weights.mul(weightDecay));
    const step = gradient.mul(excluded ? rate : rate.mul(this.trustRatio(weights, gradient)));
    const next = velocity.mul(momentum).add(step);
    velocity.assign(next);
    weights.assign(weights.sub(nesterov ? next.mul(momentum).add(step) : next));
  }

  private trustRatio(weights: tf.Tensor, gradient: tf.Tensor): tf.Tensor {
    const { trustCoefficient, epsilon } = this.settings;
    const above = norm(weights).mul(trustCoefficient);
    const ratio = op("DivNoNan", [above, norm(gradient).add(epsilon)], { T: "float32" });
    return tf.where(ratio.greater(0), ratio, 1);
  }

  /** The iterations, then the velocities, named `<variable>/momentum`. They stay the optimizer's. */
  override async getWeights(): Promise<NamedTensor[]> {
    const velocities = Object.entries(this.velocities);
    return [await this.saveIterations(), ...velocities.map(([name, tensor]) => ({ name: name + suffix, tensor }))];
  }

  /**
   * Takes what `getWeights` gave; the tensors stay the caller's.
   * @throws OptimizerError `lars: the momentum of "conv/kernel" is [3, 3] but there is no such variable; make the model first, under the same names`.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    for (const { name, tensor } of await this.extractIterations(weights)) {
      const of = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
      const variable = tf.engine().registeredVariables[of] as tf.Variable | undefined;
      if (variable?.shape.join() !== tensor.shape.join())
        throw new OptimizerError(
          `lars: the momentum of "${of}" is [${tensor.shape.join(", ")}] but ` +
            (variable
              ? `the variable is [${variable.shape.join(", ")}]; give the weights of the same model`
              : "there is no such variable; make the model first, under the same names"),
        );
      // A compiled step knows the velocity that there is.
      if (of in this.velocities) this.velocities[of].assign(tensor);
      else this.velocities[of] = tensor.variable(false);
    }
  }

  override dispose(): void {
    tf.dispose(this.velocities);
    this.velocities = {};
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { momentum, weightDecay, trustCoefficient, epsilon, nesterov } = this.settings;
    return { learningRate: this.learningRate, momentum, weightDecay, trustCoefficient, epsilon, nesterov };
  }
}

/**
 * Layer-wise adaptive rate scaling: momentum whose step is, for each variable, in proportion to the size of its weights.
 *
 * u = g + λ w; r = c ‖w‖ / (‖u‖ + ε), 1 where either norm is 0; v ← m v + η r u; w ← w - v (Nesterov: w ← w - m v - η r u).
 * Excluded variables have λ = 0 and r = 1.
 *
 * @paper arXiv 1708.03888v3, algorithm 1; used by arXiv 2002.05709v3, section 2.2, for batches from 256 to 8192.
 * @differs from 1708.03888, whose r is c ‖w‖ / (‖g‖ + λ ‖w‖); as in SimCLR's authors' code it is of u. The rate is part of
 *   the velocity, so that a change of η acts on later gradients only. Their code excludes the supervised head too: `exclude: excluding(head)`.
 * @param options.learningRate float, for SimCLR 0.3 · batchSize / 256.
 * @returns an optimizer as those of `tf.train`: `minimize`, `applyGradients`, `getWeights`, `setWeights`, `dispose`.
 * @throws OptimizerError `lars: momentum is 1.5; it must be at least 0 and below 1`.
 * @cost twice the memory of the weights; a step reads weights and gradients three times.
 */
export function lars(options: LarsOptions): LarsOptimizer {
  return new LarsOptimizer(options);
}

function norm(x: tf.Tensor): tf.Tensor {
  return op("L2Loss", [x], { T: "float32" }).mul(2).sqrt();
}

function check({ learningRate, momentum, weightDecay, trustCoefficient, epsilon }: Required<LarsOptions>): void {
  const refuse = (name: string, value: number, needed: string): void => {
    throw new OptimizerError(`lars: ${name} is ${value}; it must be ${needed}`);
  };
  if (!Number.isFinite(learningRate)) refuse("learningRate", learningRate, "a number");
  if (!(momentum >= 0 && momentum < 1)) refuse("momentum", momentum, "at least 0 and below 1");
  if (!(weightDecay >= 0)) refuse("weightDecay", weightDecay, "at least 0");
  if (!(trustCoefficient > 0)) refuse("trustCoefficient", trustCoefficient, "above 0");
  if (!(epsilon >= 0)) refuse("epsilon", epsilon, "at least 0");
}
