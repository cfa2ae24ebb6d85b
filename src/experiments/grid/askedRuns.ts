import { LedgerError } from "../../ledger/ledgerError";
import { fieldFault } from "../../ledger/rowFault";
import { identityOf, type RunIdentity } from "../../ledger/row";
import type { Experiment, Profile } from "../experiment";

export interface AskedRunsOptions<Config extends object> {
  profile: Profile;
  /** Default: those of the profile. */
  configs?: readonly Config[];
  /** Default: those of the profile. */
  seeds?: readonly number[];
  /** Only a part: number `index`, from 1, of `of` parts that are alike in size and together the whole. Default: all. */
  shard?: { index: number; of: number };
}

/**
 * The runs of a grid, each once: every configuration with every seed, in this order.
 * @throws RangeError `runGrid: the profile is "fast"; quick, standard, paper are known`;
 *   `runGrid: the shard is 3 of 2; whole numbers are needed, the first from 1 to the second`
 * @throws LedgerError `runGrid: config.sizes is [16,32]; a finite number, a text or true or false is needed`
 */
export function askedRuns<Config extends object, Metrics extends object>(
  { id, revision, profiles }: Pick<Experiment<Config, Metrics>, "id" | "revision" | "profiles">,
  { profile, configs, seeds, shard }: AskedRunsOptions<Config>,
): RunIdentity<Config>[] {
  if (!Object.hasOwn(profiles, profile))
    throw new RangeError(`runGrid: the profile is "${profile}"; ${Object.keys(profiles).join(", ")} are known`);
  const { configs: ofProfile, seeds: seedsOfProfile } = profiles[profile];
  const { index, of } = shard ?? { index: 1, of: 1 };
  if (!Number.isInteger(index) || !Number.isInteger(of) || index < 1 || index > of)
    throw new RangeError(
      `runGrid: the shard is ${index} of ${of}; whole numbers are needed, the first from 1 to the second`,
    );
  const runs = (configs ?? ofProfile).flatMap((config) =>
    (seeds ?? seedsOfProfile).map((seed) => ({ experiment: id, revision, profile, config, seed })),
  );
  for (const run of runs) {
    const fault = fieldFault("config", run.config) ?? fieldFault("seed", run.seed);
    if (fault !== undefined) throw new LedgerError(`runGrid: ${fault}`);
  }
  const distinct = [...new Map(runs.map((run) => [identityOf(run), run])).values()];
  return distinct.filter((_, n) => n % of === index - 1);
}
