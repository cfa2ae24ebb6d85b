import { tf } from "../../engine/tf";

/** The weights of the best moment so far, in variables of their own, so that a checkpoint has them. */
export class BestWeights {
  readonly variables: Readonly<Record<string, tf.Variable>>;
  private readonly value = tf.tidy(() => tf.variable(tf.scalar(-Infinity)));

  constructor(private readonly trained: readonly tf.Variable[]) {
    const copies = trained.map((variable, n): [string, tf.Variable] => [
      `best/${n}`,
      tf.tidy(() => tf.variable(variable.clone())),
    ]);
    this.variables = { ...Object.fromEntries(copies), "best/value": this.value };
  }

  /** Keeps the present weights if this value is above all before. */
  offer(value: number): void {
    if (!(value > this.value.dataSync()[0])) return;
    tf.tidy(() => {
      this.value.assign(tf.scalar(value));
      this.trained.forEach((variable, n) => this.variables[`best/${n}`].assign(variable.clone()));
    });
  }

  /** Puts the best ones back in place. */
  restore(): void {
    tf.tidy(() => this.trained.forEach((variable, n) => variable.assign(this.variables[`best/${n}`].clone())));
  }

  dispose(): void {
    tf.dispose(Object.values(this.variables));
  }
}
