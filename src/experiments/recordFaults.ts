import { identityOf, type ConfigValue, type Row } from "../ledger/row";
import type { AnyExperiment } from "./registry";

/**
 * What is wrong with the committed rows of an experiment, beside what `readRows` refuses: rows of other experiments or another
 * profile, runs recorded twice, and at the present revision configurations that are not of the experiment and metrics that a
 * claim needs but that are not there.
 * @returns for instance `row 3: metrics.pixels is missing, which S1 needs`; none when all is well
 */
export function recordFaults(experiment: AnyExperiment, profile: string, rows: readonly Row[]): string[] {
  const faults = rows.flatMap((row, n) => rowFaults(experiment, profile, row).map((fault) => `row ${n + 1}: ${fault}`));
  const seen = new Map<string, number>();
  const twice = rows.flatMap((row, n) => {
    const before = seen.get(identityOf(row));
    seen.set(identityOf(row), n);
    return before === undefined
      ? []
      : [`row ${n + 1}: it is of the same run as row ${before + 1}; one of them must go`];
  });
  return [...faults, ...twice];
}

function rowFaults(experiment: AnyExperiment, profile: string, row: Row): string[] {
  const faults: string[] = [];
  if (row.experiment !== experiment.id) faults.push(`experiment is ${row.experiment}; ${experiment.id} is needed`);
  if (row.profile !== profile) faults.push(`profile is ${row.profile}; ${profile} is needed`);
  if (row.code !== undefined) faults.push(`code is ${row.code}; only a reader's own rows have it`);
  if (row.revision > experiment.revision)
    faults.push(`revision is ${row.revision}; the experiment's is ${experiment.revision}`);
  // What rows of earlier revisions had to have nobody knows any more.
  if (row.revision !== experiment.revision) return faults;
  return [...faults, ...configFaults(experiment, row.config), ...metricFaults(experiment, row)];
}

/** The settings are those of some configuration of the profiles, each of its type: what is wrong beside the one that is nearest. */
function configFaults({ profiles }: AnyExperiment, config: Record<string, ConfigValue>): string[] {
  const known = Object.values(profiles).flatMap(({ configs }) => configs);
  const kinds = [...new Map(known.map((one) => [kindOf(one), one])).values()];
  const [nearest] = kinds.map((kind) => faultsBeside(kind, config)).sort((a, b) => a.length - b.length);
  return nearest;
}

const kindOf = (config: Record<string, ConfigValue>): string =>
  Object.entries(config)
    .map(([setting, value]) => `${setting}: ${typeof value}`)
    .sort()
    .join();

function faultsBeside(known: Record<string, ConfigValue>, config: Record<string, ConfigValue>): string[] {
  const missing = Object.keys(known).filter((setting) => !(setting in config));
  return [
    ...missing.map((setting) => `config.${setting} is missing`),
    ...Object.entries(config).flatMap(([setting, value]) =>
      !(setting in known)
        ? [`config.${setting} is no setting of the experiment`]
        : typeof value === typeof known[setting]
          ? []
          : [`config.${setting} is ${JSON.stringify(value)}; a ${typeof known[setting]} is needed`],
    ),
  ];
}

/** What a claim reads of a row's metrics is found out by letting it judge a grid all of whose runs have those of the row. */
function metricFaults({ claims, profiles, optionalMetrics = [] }: AnyExperiment, row: Row): string[] {
  return claims.flatMap(({ id, judge }) => {
    const missing = new Set<string>();
    const metrics = new Proxy(row.metrics, {
      get(of, metric: string) {
        if (!(metric in of) && optionalMetrics.includes(metric)) return undefined;
        if (!(metric in of)) missing.add(metric);
        return metric in of ? of[metric] : 0;
      },
    });
    judge(profiles.standard.configs.map((config) => ({ ...row, config, metrics })));
    return [...missing].map((metric) => `metrics.${metric} is missing, which ${id} needs`);
  });
}
