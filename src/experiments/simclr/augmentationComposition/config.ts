import type { CompositionName } from "../../../augment/composition";
import type { Row } from "../../../ledger/row";
import type { AblationConfig, AblationMetrics } from "../ablation/config";

/** Transformations of the second view; one alone stands in both places. */
export interface CompositionCell {
  first: CompositionName;
  second: CompositionName;
}

export interface CompositionConfig extends AblationConfig, CompositionCell {}

export type CompositionRow = Row<CompositionConfig, AblationMetrics>;
