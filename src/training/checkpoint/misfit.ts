import { describe, dtypeOf } from "./storedVariable";
import type { StoredTensor } from "./tensorFile";
import type { Slot } from "./trainingState";

/** What a checkpoint holds: tensors by place, and what each is called. */
export interface Held {
  tensors: ReadonlyMap<string, StoredTensor>;
  names: Readonly<Record<string, string>>;
}

/**
 * The first thing that keeps variables from taking their values from a checkpoint, for a reader.
 * @param slots all that the checkpoint must have, and `created` what it may have besides
 * @returns undefined when everything fits
 */
export function misfit(
  slots: readonly Slot[],
  created: ReadonlySet<string>,
  { tensors, names }: Held,
): string | undefined {
  const known = new Set(slots.map(({ place }) => place));
  for (const { place, name, variable } of slots) {
    const tensor = tensors.get(place);
    const here = `${place} (${name}) ${describe(variable)}`;
    if (tensor === undefined) return `it has no ${here}`;
    const there = { dtype: dtypeOf(tensor.values), shape: tensor.shape };
    if (describe(there) !== describe(variable))
      return `${place} (${names[place]}) is ${describe(there)} there but ${describe(variable)} here`;
    if (names[place] !== name) return `${place} is ${names[place]} there but ${name} here`;
  }
  const further = Object.keys(names).find((place) => !known.has(place) && !created.has(place));
  return further === undefined ? undefined : `it has ${further} (${names[further]}), which is not here`;
}
