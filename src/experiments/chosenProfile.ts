import type { Profile } from "./experiment";

const profiles: readonly string[] = ["quick", "standard", "paper"] satisfies Profile[];

/**
 * The size at which a notebook runs: what CONTRASTBOOK_PROFILE says, as `contrastbook notebooks --execute --profile` sets it, else "quick".
 * @throws RangeError `CONTRASTBOOK_PROFILE is "big"; it must be quick, standard or paper`
 */
export function chosenProfile(env: NodeJS.ProcessEnv = process.env): Profile {
  const chosen = env.CONTRASTBOOK_PROFILE ?? "quick";
  if (!profiles.includes(chosen))
    throw new RangeError(`CONTRASTBOOK_PROFILE is "${chosen}"; it must be quick, standard or paper`);
  return chosen as Profile;
}
