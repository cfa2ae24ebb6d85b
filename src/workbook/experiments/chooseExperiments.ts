import { ExperimentError } from "./experimentError";

/**
 * The experiments that names ask for, each once, in the order of the registry: by an id, by all that stands before the
 * slash ("simclr"), or "all".
 * @throws ExperimentError `"simclr/frame" is not an experiment; there are simclr/framework, ...`
 */
export function chooseExperiments<E extends { id: string }>(experiments: readonly E[], names: readonly string[]): E[] {
  const asksFor = (name: string, { id }: E): boolean =>
    name === "all" || id === name || id.startsWith(`${name.replace(/\/$/, "")}/`);
  for (const name of names)
    if (!experiments.some((experiment) => asksFor(name, experiment))) {
      const known = experiments.map(({ id }) => id).join(", ");
      throw new ExperimentError(`"${name}" is not an experiment; there are ${known}`);
    }
  return experiments.filter((experiment) => names.some((name) => asksFor(name, experiment)));
}
