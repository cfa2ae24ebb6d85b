import { tf } from "../tf";
import type { Value } from "./recording";

/** The part of a trace that gives an optimizer its learning rate as an input of the function. */
export interface RateSource {
  readonly rates: Map<tf.Optimizer, Value>;
  readonly updates: tf.Optimizer[];
  number(label: string, read: () => number): tf.Scalar;
  valueOf(tensor: tf.Tensor): Value;
  tensor(value: Value): tf.Tensor;
  sentinel(rate: Value): number;
  /** At the end of the trace, also after an interrupt, when no `finally` runs. */
  atEnd(undo: () => void): void;
}

/** The protected fields in which the optimizers of tf.train keep their rate. */
interface Rated extends tf.Optimizer {
  learningRate: number;
  /** -learningRate as a tensor: gradient descent and momentum. */
  c?: tf.Tensor;
}

type ApplyGradients = (this: tf.Optimizer, gradients: Parameters<tf.Optimizer["applyGradients"]>[0]) => void;

const classes = (): { prototype: object }[] => [
  tf.AdadeltaOptimizer,
  tf.AdagradOptimizer,
  tf.AdamOptimizer,
  tf.AdamaxOptimizer,
  tf.MomentumOptimizer,
  tf.RMSPropOptimizer,
  tf.SGDOptimizer,
];

/**
 * Lets the optimizers of tf.train take their learning rate from the trace while there is one, so that a schedule needs no
 * new trace: a compiled step reads the rate at every call. Once for all traces, so that no interrupt comes in between.
 */
export function patchOptimizers(activeTrace: () => RateSource | undefined): void {
  const prototypes = classes().map(({ prototype }) => prototype as { applyGradients: ApplyGradients });
  const originals = prototypes.map((prototype) => [prototype, prototype.applyGradients] as const);
  for (const [prototype, original] of originals) {
    prototype.applyGradients = function (gradients): void {
      const trace = activeTrace();
      if (trace === undefined) return original.call(this, gradients);
      trace.updates.push(this);
      withTracedRate(trace, this as Rated, () => original.call(this, gradients));
    };
  }
}

function withTracedRate(trace: RateSource, optimizer: Rated, apply: () => void): void {
  const rate = tracedRate(trace, optimizer, () => optimizer.learningRate);
  const { learningRate, c } = optimizer;
  let restored = false;
  const restore = (): void => {
    if (restored) return;
    optimizer.learningRate = learningRate;
    if (c !== undefined) optimizer.c = c;
    restored = true;
  };
  trace.atEnd(restore);
  try {
    if (c === undefined) optimizer.learningRate = trace.sentinel(rate);
    else optimizer.c = tf.neg(trace.tensor(rate));
    apply();
  } finally {
    restore();
  }
}

/** What the optimizer's rate is in the trace: an input of the function, unless the step has set it. */
export function tracedRate(trace: RateSource, optimizer: tf.Optimizer, read: () => number): Value {
  let rate = trace.rates.get(optimizer);
  if (rate === undefined) {
    rate = trace.valueOf(trace.number(`${optimizer.getClassName()} learning rate`, read));
    trace.rates.set(optimizer, rate);
  }
  return rate;
}
