import { Option } from "commander";
import type { Profile } from "../../experiments/experiment";

const names: Profile[] = ["quick", "standard", "paper"];

/** `--profile`: the sizes in which an experiment can run. */
export function profileOption(description: string, fallback: Profile): Option {
  return new Option("--profile <name>", description).choices(names).default(fallback);
}
