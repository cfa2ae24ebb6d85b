import type { Row } from "../../../ledger/row";
import { allowed, compareCurves, curveSides, curveSteps, optimizers } from "./curves";
import { askOurs, askPyTorch } from "./sides";
import type { TrainingContext } from "./trainingContext";
import { curveBatches, network, type Trained, type TrainingJob } from "./trainingJob";

/**
 * Takes the same steps from the same initial weights on the same views in ours and in PyTorch, and prints how far the losses are apart
 * beside how far PyTorch is from itself. Whether they agree.
 */
export async function measureCurves({ side, rows, cores, folder }: TrainingContext): Promise<boolean> {
  let golden: string | undefined;
  const exported = async (): Promise<string> => {
    if (golden === undefined) {
      golden = folder("curves");
      await askOurs({ ask: "export curves", folder: golden }, side);
    }
    return golden;
  };
  let agree = true;
  for (const chosen of optimizers) {
    const recorded: { name: string; losses: number[] }[] = [];
    for (const { name, side: who, settings } of curveSides(cores)) {
      const config = { side: name, ...network, ...curveBatches, ...chosen, steps: curveSteps };
      const row = await rows.of(
        { experiment: "bench/curves", revision: 1, profile: "standard", config, seed: 0 },
        async () => {
          side.report(`… ${chosen.optimizer}, ${name}`);
          const steps = { ...network, ...chosen, ...settings, steps: curveSteps };
          const job: TrainingJob = { task: "curves", golden: await exported(), ...steps };
          const { losses, seconds } = await (who === "ours"
            ? askOurs<Trained>({ ask: "train", job }, side)
            : askPyTorch<Trained>(job, side));
          return { metrics: metricsOf(losses), seconds, device: "cpu", threads: settings.threads };
        },
      );
      recorded.push({ name, losses: lossesOf(row) });
    }
    const [reference, ours, ...others] = recorded;
    const { table, worst, at } = compareCurves(reference, ours, others);
    const within = worst <= allowed;
    agree &&= within;
    console.log(
      `${curveSteps} steps of SimCLR, ${chosen.optimizer}, learning rate ${chosen.learningRate}: ` +
        `largest relative difference of the loss up to a step\n\n${table}\n\n` +
        `Ours is at most ${worst.toFixed(2)} times as far from float64 as PyTorch in float32 is (step ${at}): ` +
        `${within ? "the curves agree" : "THE CURVES DO NOT AGREE"} (at most ${allowed} times is allowed).\n`,
    );
  }
  return agree;
}

const nameOf = (step: number): string => `loss ${step + 1}`;

function metricsOf(losses: readonly number[]): Record<string, number> {
  return Object.fromEntries(losses.map((loss, step) => [nameOf(step), loss]));
}

function lossesOf({ metrics }: Row): number[] {
  return Array.from({ length: curveSteps }, (_, step) => metrics[nameOf(step)]);
}
