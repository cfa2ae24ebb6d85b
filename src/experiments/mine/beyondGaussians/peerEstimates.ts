import path from "node:path";
import type { Row } from "../../../ledger/row";
import { readRows } from "../../../ledger/rows";
import type { BeyondGaussiansMetrics, CriticConfig } from "./config";

/** What PyTorch's MINE made of a sample; without nats where it diverged. */
export type PeerEstimate = Row<CriticConfig & { side: "PyTorch" }, Omit<BeyondGaussiansMetrics, "diverged">>;

/**
 * The recorded estimates of a MINE in PyTorch on the samples of `beyondGaussians` at standard, as `npx contrastbook bench --training
 * estimates` makes them: `data/bench/estimates.jsonl` of the checkout.
 */
export function peerEstimates(root = path.resolve(__dirname, "../../../../..")): PeerEstimate[] {
  return readRows(path.join(root, "data", "bench", "estimates.jsonl")) as unknown as PeerEstimate[];
}
