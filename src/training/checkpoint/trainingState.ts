import { tf } from "../../engine/tf";
import { weightsByLayer } from "../../models/weightsByLayer";

/** What a step of training changes, by names that stay the same from process to process. */
export interface TrainingState {
  models?: Readonly<Record<string, tf.LayersModel>>;
  optimizers?: Readonly<Record<string, tf.Optimizer>>;
  /** Further variables that steps assign, a moving average for instance. */
  variables?: Readonly<Record<string, tf.Variable>>;
}

/** A variable of the state. */
export interface Slot {
  /** Where it is: `models/encoder/3`. Names of variables are numbered in the order of their making and cannot say it. */
  place: string;
  /** What it is called, without those numbers: `stem_conv/kernel`. */
  name: string;
  variable: tf.Variable;
}

/** The weights of the models, moving statistics included, and the further variables; each once. */
export function weightSlots({ models = {}, variables = {} }: TrainingState): Slot[] {
  const weights = Object.entries(models).flatMap(([name, model]) =>
    weightsByLayer(model).map((weight, n) => ({
      place: `models/${name}/${n}`,
      name: withoutNumbers(weight.originalName),
      variable: weight.read() as tf.Variable,
    })),
  );
  const further = Object.entries(variables).map(([name, variable]) => ({
    place: `variables/${name}`,
    name,
    variable,
  }));
  const seen = new Set<tf.Variable>();
  return [...weights, ...further].filter(({ variable }) => !seen.has(variable) && seen.add(variable));
}

/** tfjs numbers layers without a name, `dense_Dense3/kernel`, by what the process made before. */
function withoutNumbers(name: string): string {
  return name.replace(/_?\d+(?=\/|$)/g, "");
}
