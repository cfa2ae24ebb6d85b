import type { tf } from "../engine/tf";

/** Places in a model, as names of layers within layers: `encoder/stem_bn`. "" is the model itself. */
export interface Frozen {
  /** Layers, and models within the model, with `trainable` false. */
  layers: string[];
  /** The other layers of which weights are frozen, as setting `trainable` of a model leaves its layers: how it is with each weight. */
  weights: Record<string, boolean[]>;
}

/** A layer or a model, which is a layer too. tfjs keeps the list of weights, which `trainableWeights` filters, to itself. */
interface Part {
  name: string;
  trainable: boolean;
  _trainableWeights: tf.LayerVariable[];
  /** Of a model. */
  layers?: Part[];
}

/**
 * What of a model is frozen. tfjs saves `trainable` of a layer, but loses what `trainable = false` on a model sets.
 * @returns nothing where nothing is frozen
 */
export function frozenParts(model: tf.LayersModel): Frozen | undefined {
  const frozen: Frozen = { layers: [], weights: {} };
  for (const [place, part] of partsOf(model as unknown as Part)) {
    if (!part.trainable) frozen.layers.push(place);
    const flags = part._trainableWeights.map(({ trainable }) => trainable);
    if (flags.includes(false)) frozen.weights[place] = flags;
  }
  return frozen.layers.length === 0 && Object.keys(frozen.weights).length === 0 ? undefined : frozen;
}

/** Freezes in a model what was frozen in the one that it is loaded from. */
export function freezeParts(model: tf.LayersModel, { layers, weights }: Frozen): void {
  // From the outside in: a model's flag sets those of the layers in it.
  const parts = partsOf(model as unknown as Part);
  for (const [place, part] of parts) if (layers.includes(place)) part.trainable = false;
  for (const [place, part] of parts)
    part._trainableWeights.forEach((weight, i) => (weight.trainable = weights[place]?.[i] ?? true));
}

function partsOf(part: Part, place = ""): [place: string, part: Part][] {
  const inside = (part.layers ?? []).flatMap((one) => partsOf(one, place === "" ? one.name : `${place}/${one.name}`));
  return [[place, part], ...inside];
}
