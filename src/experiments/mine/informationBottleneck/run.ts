import { holdOut } from "../../../data/holdOut";
import { imageSize } from "../../../data/dataset";
import { loadMnist } from "../../../data/mnist/load";
import { subset } from "../../../data/subset";
import { meanOf } from "../../../ledger/statistics/meanOf";
import { throwIfInterrupted } from "../../../report/abort";
import { bottleneck } from "../../../training/bottleneck";
import { curveOf } from "../../curveOf";
import type { Measured, RunContext } from "../../experiment";
import type { InformationBottleneckConfig, InformationBottleneckMetrics } from "./config";
import { informationOf, judgeCodes } from "./judgeCodes";
import { partsOf } from "./networks";

/** Trains one candidate on the seed's part of the training split and judges it on the rest and on the test split. */
export async function runBottleneck(
  config: InformationBottleneckConfig,
  { seed, checkpoint, ...context }: RunContext,
): Promise<Measured<InformationBottleneckMetrics>> {
  const whole = loadMnist();
  const { kept, heldOut } = holdOut(whole, { size: whole.size - config.images, seed });
  const dims = { inputDim: imageSize(whole), classes: whole.classNames.length };
  const { loss, penalty, ...networks } = partsOf(config, dims, seed);
  const { encoder, decoder, statistics } = networks;
  try {
    const { losses, miNats } = await bottleneck({
      ...{ ...context, seed, data: kept, encoder, decoder, loss, penalty },
      ...{ epochs: config.epochs, batchSize: config.batchSize, learningRate: config.learningRate },
      checkpoint: checkpoint?.("bottleneck"),
    });
    throwIfInterrupted("information-bottleneck", context.signal);
    const judging = { draws: config.draws, seed: 8_000_000 + seed };
    const onHeldOut = judgeCodes(networks, heldOut, judging);
    const onTest = judgeCodes(networks, loadMnist({ split: "test" }), judging);
    return {
      metrics: {
        ...{ heldOutError: onHeldOut.error, heldOutCrossEntropy: onHeldOut.crossEntropy },
        ...{ testError: onTest.error, testCrossEntropy: onTest.crossEntropy },
        trainError: judgeCodes(networks, subset(kept, { size: heldOut.size, seed }), judging).error,
        ...(miNats.length > 0 && { mineNats: meanOf(miNats.slice(-Math.floor(config.images / config.batchSize))) }),
        ...informationOf({ ...networks, penalty }, heldOut, judging),
      },
      curve: { loss: curveOf(losses), ...(miNats.length > 0 && { mineNats: curveOf(miNats) }) },
    };
  } finally {
    encoder.dispose();
    decoder.dispose();
    statistics?.dispose();
  }
}
