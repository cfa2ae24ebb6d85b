import path from "node:path";
import type { CriticConfig } from "../../../experiments/mine/beyondGaussians/config";
import type { Row } from "../../../ledger/row";
import { BenchError } from "../benchError";
import { compareAnswers, type KnownAnswer } from "./estimates";
import { askOurs, askPython } from "./sides";
import type { TrainingContext } from "./trainingContext";

interface Estimates {
  estimates: { seed: number; miNats: number | null; seconds: number }[];
}

/** Of PyTorch: a critic this small is not faster with more. */
const threads = 1;

/**
 * Trains MINE in PyTorch on the samples on which the recorded runs of `mine/beyond-gaussians` trained it in ours, from the same initial
 * critics, and prints bias and spread of both and of nearest neighbours. Whether we are nowhere worse.
 */
export async function measureEstimates(context: TrainingContext): Promise<boolean> {
  // Only now: the experiment opens the engine.
  const { beyondGaussians } = await import("../../../experiments/mine/beyondGaussians");
  const { recordedRows } = await import("../../../experiments/grid/recordedRows");
  const recorded = recordedRows(beyondGaussians, "standard").filter(({ source }) => source === "committed");
  if (recorded.length === 0)
    throw new BenchError(
      `bench: ${beyondGaussians.id} is not on record; run it first: npx contrastbook run ${beyondGaussians.id} --profile standard`,
    );
  const answers: KnownAnswer[] = [];
  for (const distribution of new Set(recorded.map(({ config }) => config.distribution))) {
    const by = (estimator: string) =>
      recorded.filter(({ config }) => config.distribution === distribution && config.estimator === estimator);
    const [ours, ksg] = [by("MINE"), by("KSG")];
    const [{ config, metrics }] = ours;
    const { trueNats } = metrics;
    const asked = { config: config as CriticConfig, seeds: ours.map(({ seed }) => seed), trueNats };
    const theirs = await rowsOfPyTorch(asked, context);
    const errors = (rows: readonly { seed: number; metrics: { errorNats?: number } }[]): (number | undefined)[] =>
      asked.seeds.map((seed) => rows.find((row) => row.seed === seed)?.metrics.errorNats);
    answers.push({
      ...{ distribution, trueNats, seeds: asked.seeds },
      ...{ ours: errors(ours), theirs: errors(theirs), ksg: errors(ksg) },
    });
  }
  const { table, worse, anyWorse } = compareAnswers(answers);
  console.log(
    `${table}\n\nMINE, errors in nats: mean ± deviation over ${answers[0].seeds.length} samples, the same ones for all.\n` +
      `${anyWorse ? "OURS IS WORSE" : "Ours is nowhere worse"} by an interval for all ${answers.length} distributions together; ` +
      `by one for each alone it is ${worse.length === 0 ? "so in none" : `worse in: ${worse.join("; ")}`}.\n`,
  );
  return !anyWorse;
}

interface Asked {
  config: CriticConfig;
  seeds: readonly number[];
  trueNats: number;
}

/** What is on record of a distribution, or its samples one after the other in a process. */
async function rowsOfPyTorch({ config, seeds, trueNats }: Asked, context: TrainingContext): Promise<Row[]> {
  const { side, rows, folder } = context;
  let trained: Promise<Estimates> | undefined;
  const train = async (): Promise<Estimates> => {
    side.report(`… PyTorch, ${config.distribution}`);
    const samples = folder(config.distribution);
    await askOurs({ ask: "export samples", folder: samples, config, seeds }, side);
    const job = {
      ...{ ...config, threads },
      samples: seeds.map((seed) => ({ seed, folder: path.join(samples, String(seed)) })),
    };
    return askPython("mine_estimate.py", job, side);
  };
  const found: Row[] = [];
  for (const seed of seeds) {
    const asked = { experiment: "bench/estimates", revision: 1, profile: "standard", seed };
    found.push(
      await rows.of({ ...asked, config: { side: "PyTorch", ...config } }, async () => {
        trained ??= train();
        const one = (await trained).estimates.find((estimate) => estimate.seed === seed);
        const { miNats, seconds } = one as Estimates["estimates"][number];
        const metrics: Record<string, number> =
          miNats === null ? { trueNats } : { miNats, trueNats, errorNats: miNats - trueNats };
        return { metrics, seconds, device: "cpu", threads };
      }),
    );
  }
  return found;
}
