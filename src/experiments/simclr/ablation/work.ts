import { embeddingWork, trainingWork } from "../../cost/networkWork";
import { pretrainingWork } from "../../cost/pretrainingWork";
import { probingWork } from "../../cost/probingWork";
import { sumOfWork } from "../../cost/sumOfWork";
import type { Work } from "../../work";
import { networksOf } from "../networksOf";
import type { AblationConfig } from "./config";

/** The work of `probeOf`. */
function probeWork(config: AblationConfig): Work {
  const { probeImages: rows } = config;
  const { features: columns, encoder } = networksOf(config);
  return sumOfWork(
    embeddingWork({ encoder }, rows + 10_000),
    probingWork({ rows, columns }),
    // Similarities of every test image with every one of the probe.
    { embeddingFlops: 2 * columns * rows * 10_000 },
  );
}

/** The work of `runAblation`. */
export function ablationWork(config: AblationConfig): Work {
  const { images, contrastImages, epochs, batchSize } = config;
  const { features: columns, ...networks } = networksOf(config);
  return sumOfWork(
    pretrainingWork({ ...networks, images, epochs, batchSize }),
    embeddingWork(networks, 2 * contrastImages),
    probeWork(config),
    { embeddingFlops: 2 * columns * contrastImages ** 2 },
  );
}

/** The work of the same encoder's supervised training and of its probe. */
export function supervisedWork(config: AblationConfig): Work {
  const { images, epochs, batchSize } = config;
  const { encoder } = networksOf(config);
  return sumOfWork(
    trainingWork({ encoder }, batchSize * Math.floor(images / batchSize) * epochs),
    { compiledSteps: 1 },
    embeddingWork({ encoder }, 10_000),
    probeWork(config),
  );
}
