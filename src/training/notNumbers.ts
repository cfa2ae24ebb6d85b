import type { tf } from "../engine/tf";

/** The models, by name, that have a weight that is NaN or infinite: no training makes them good again. */
export function notNumbers(models: Readonly<Record<string, tf.LayersModel>>): string[] {
  const spoilt = ({ weights }: tf.LayersModel): boolean =>
    weights.some((weight) => !weight.read().dataSync().every(Number.isFinite));
  return Object.keys(models).filter((name) => spoilt(models[name]));
}
