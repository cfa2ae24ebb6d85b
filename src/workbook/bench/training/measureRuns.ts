import type { Row } from "../../../ledger/row";
import { align } from "../align";
import { askOurs, askPyTorch } from "./sides";
import { difference, estimate, type Estimate } from "./statistics";
import type { TrainingContext } from "./trainingContext";
import { network, type Probed, type Trained, type TrainingJob } from "./trainingJob";

const seeds = [1, 2, 3];
const settings = { optimizer: "adam", learningRate: 0.004, epochs: 15, batchSize: 256 } as const;
const config = { ...network, ...settings, images: 10_000, strength: 0.5 };

/**
 * Pretrains on the same images from the same initial weights with ours and with PyTorch and torchvision, and prints the accuracies of
 * one and the same linear probe. Whether the interval of their difference holds 0.
 */
export async function measureRuns(context: TrainingContext): Promise<boolean> {
  const [ours, theirs]: Row[][] = [[], []];
  for (const seed of seeds) {
    ours.push(await rowOf("ours", seed, context));
    theirs.push(await rowOf("PyTorch", seed, context));
  }
  const rows = [...ours, ...theirs].map(({ config, seed, metrics, seconds, threads }) => [
    String(config.side),
    String(seed),
    `${points(metrics.testAccuracy)} (${points(metrics.low)} to ${points(metrics.high)})`,
    metrics.lastLoss.toFixed(4),
    `${seconds.toFixed(0)} s`,
    String(threads),
  ]);
  console.log(align([["side", "seed", "probe, %", "loss, last epoch", "training", "threads"], ...rows]).join("\n"));
  const of = (measured: readonly Row[], what: (row: Row) => number): number[] => measured.map(what);
  const accuracy = ({ metrics }: Row): number => metrics.testAccuracy;
  const gap = difference(of(ours, accuracy), of(theirs, accuracy));
  const agree = Math.abs(gap.mean) <= gap.half;
  const seconds = [ours, theirs].map((measured) => estimate(of(measured, (row) => row.seconds)).mean);
  console.log(
    `\nlinear probe, mean of ${seeds.length} seeds with its 95% interval: ours ${spread(estimate(of(ours, accuracy)))}, ` +
      `PyTorch ${spread(estimate(of(theirs, accuracy)))}, difference ${spread(gap)} points: ` +
      `${agree ? "no difference beyond the interval" : "THEY DIFFER"}.\n` +
      `Training took ${seconds[0].toFixed(0)} s and ${seconds[1].toFixed(0)} s, ` +
      `PyTorch / ours ${(seconds[1] / seconds[0]).toFixed(2)}.\n`,
  );
  return agree;
}

async function rowOf(who: "ours" | "PyTorch", seed: number, context: TrainingContext): Promise<Row> {
  const { side, rows, cores, folder } = context;
  const asked = { experiment: "bench/runs", revision: 1, profile: "standard", config: { side: who, ...config }, seed };
  return rows.of(asked, async () => {
    side.report(`… ${who}, seed ${seed}`);
    const golden = folder("run");
    const job: TrainingJob = { task: "run", golden, ...network, ...settings, seed, threads: cores };
    let done: Trained & Probed;
    if (who === "ours") done = await askOurs({ ask: "train", job }, side);
    else {
      await askOurs({ ask: "export run", folder: golden, seed }, side);
      const trained = await askPyTorch<Trained>({ ...job, images: "pil", workers: cores }, side);
      done = { ...trained, ...(await askOurs<Probed>({ ask: "probe", folder: golden, seed }, side)) };
    }
    const { losses, seconds, ...probed } = done;
    const last = losses.slice(-Math.floor(losses.length / settings.epochs));
    const lastLoss = last.reduce((sum, loss) => sum + loss / last.length, 0);
    return { metrics: { ...probed, lastLoss }, seconds, device: "cpu", threads: cores };
  });
}

const points = (share: number): string => (100 * share).toFixed(2);
const spread = ({ mean, half }: Estimate): string => `${points(mean)} ± ${points(half)}`;
