import { embeddingWork } from "../../cost/networkWork";
import { pretrainingWork } from "../../cost/pretrainingWork";
import { probingWork } from "../../cost/probingWork";
import { sumOfWork } from "../../cost/sumOfWork";
import type { Work } from "../../work";
import { networksOf } from "../networksOf";
import type { AblationConfig } from "./config";

/** The work of `runAblation`. */
export function ablationWork(config: AblationConfig): Work {
  const { images, probeImages: rows, contrastImages, epochs, batchSize } = config;
  const { features: columns, ...networks } = networksOf(config);
  return sumOfWork(
    pretrainingWork({ ...networks, images, epochs, batchSize }),
    embeddingWork(networks, rows + 10_000 + 2 * contrastImages),
    probingWork({ rows, columns }),
    // Similarities of every test image with every other.
    { embeddingFlops: 2 * columns * (rows * 10_000 + contrastImages ** 2) },
  );
}
