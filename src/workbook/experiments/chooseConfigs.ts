import type { AnyExperiment } from "../../experiments/registry";
import type { ConfigValue } from "../../ledger/row";
import { ExperimentError } from "./experimentError";
import type { Only } from "./parseOnly";

type Config = Record<string, ConfigValue>;

/**
 * The configurations of a profile's grid that have one of the wanted values at each key.
 * @throws ExperimentError `simclr/framework has no "tau" to choose by; there are images, epochs, ...`
 * @throws ExperimentError `no configuration of simclr/framework at quick has temperature=0.3; there are 0.1, 0.5`
 */
export function chooseConfigs(
  { id, profiles }: Pick<AnyExperiment, "id" | "profiles">,
  profile: keyof AnyExperiment["profiles"],
  only: Only = {},
): Config[] {
  const { configs } = profiles[profile];
  for (const [key, wanted] of Object.entries(only)) {
    const values = valuesOf(configs, key);
    if (values.length === 0) {
      const keys = [...new Set(configs.flatMap(Object.keys))].join(", ");
      throw new ExperimentError(`${id} has no "${key}" to choose by; there are ${keys}`);
    }
    for (const text of wanted)
      if (!values.some((value) => isWritten(text, value)))
        throw none(id, profile, `${key}=${text}; there are ${values.join(", ")}`);
  }
  const chosen = configs.filter((config) =>
    Object.entries(only).every(([key, wanted]) => wanted.some((text) => isWritten(text, config[key]))),
  );
  if (chosen.length === 0) {
    const asked = Object.entries(only).map(([key, wanted]) => `${key}=${wanted.join(",")}`);
    throw none(id, profile, `${asked.join(" and ")} at once`);
  }
  return chosen;
}

function valuesOf(configs: readonly Config[], key: string): ConfigValue[] {
  return [...new Set(configs.flatMap((config) => (Object.hasOwn(config, key) ? [config[key]] : [])))];
}

/** Numbers are compared as numbers, so that "0.50" and "5e-1" are 0.5. */
function isWritten(text: string, value: ConfigValue | undefined): boolean {
  return typeof value === "number" ? text !== "" && Number(text) === value : String(value) === text;
}

function none(id: string, profile: string, what: string): ExperimentError {
  return new ExperimentError(`no configuration of ${id} at ${profile} has ${what}`);
}
