/** What may stand in a configuration. */
export type ConfigValue = number | string | boolean;

/** A metric at a few points of the training: pairs of steps done and value. */
export type Curve = readonly (readonly [steps: number, value: number])[];

/** What identifies a run: what was asked for, not what came out. */
export interface RunIdentity<Config extends object = Record<string, ConfigValue>> {
  /** Id of the experiment, and the revision of its meaning. */
  experiment: string;
  revision: number;
  profile: string;
  /** Flat. */
  config: Config;
  seed: number;
}

/** One recorded run of an experiment. */
export interface Row<
  Config extends object = Record<string, ConfigValue>,
  Metrics extends object = Record<string, number>,
> extends RunIdentity<Config> {
  metrics: Metrics;
  /** Metrics along the training, by name; some experiments have none. */
  curve?: Record<string, Curve>;
  /** Of all processes that worked on the run. */
  seconds: number;
  /** Views of pretraining a second; absent where there is none. */
  viewsPerSecond?: number;
  device: string;
  threads: number;
  versions: Record<string, string>;
  /** When the run ended, ISO 8601. */
  date: string;
  /** Commit of the checkout, with "+" when it had changes. */
  commit: string;
  /** Digest of the code that ran it. Only in a reader's own rows: what is committed has a revision. */
  code?: string;
}

/** Whether two rows are of the same run. */
export function sameRun(a: RunIdentity<object>, b: RunIdentity<object>): boolean {
  return identityOf(a) === identityOf(b);
}

/** A text that is equal for the rows of one run, in whatever order their configurations were written. */
export function identityOf({ experiment, revision, profile, config, seed }: RunIdentity<object>): string {
  return JSON.stringify([experiment, revision, profile, seed, Object.entries(config).sort()]);
}
