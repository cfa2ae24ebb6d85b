import { align } from "../align";
import { fourDigits } from "../fourDigits";
import { medianOf } from "../../../ledger/statistics/medianOf";
import { medianRatio } from "../statistics";

export interface KernelMeasurement {
  kernel: string;
  measure: string;
  /** Seconds; of "memory" MiB. */
  value: number;
}

/** What the project wants of each measure: seconds at most, or a share of ipykernel's. */
const targets: Record<string, { seconds: number } | { shareOfIpykernel: number }> = {
  ready: { shareOfIpykernel: 0.8 },
  "first cell": { seconds: 1 },
  "later cell": { seconds: 0.03 },
  "import of the project": { seconds: 1.5 },
  "first figure": { seconds: 1.5 },
  "later figure": { seconds: 0.4 },
};

/** A row a measure, a column a kernel, medians over the rounds, and whether ours is what it should be. */
export function kernelTable(measurements: readonly KernelMeasurement[]): string {
  const kernels = [...new Set(measurements.map(({ kernel }) => kernel))];
  const measures = [...new Set(measurements.map(({ measure }) => measure))];
  const valuesOf = (kernel: string, measure: string): number[] =>
    measurements.filter((one) => one.kernel === kernel && one.measure === measure).map(({ value }) => value);
  const rows = measures.map((measure) => {
    const cells = kernels.map((kernel) => {
      const values = valuesOf(kernel, measure);
      return values.length === 0 ? "-" : `${fourDigits(medianOf(values))} ${measure === "memory" ? "MiB" : "s"}`;
    });
    return [measure, ...cells, verdict(measure, valuesOf("contrastbook", measure), valuesOf("ipykernel", measure))];
  });
  return align([["", ...kernels, "target"], ...rows]).join("\n");
}

function verdict(measure: string, ours: readonly number[], ipykernel: readonly number[]): string {
  const target = targets[measure];
  if (target === undefined) return "";
  const share = "shareOfIpykernel" in target;
  const value = share ? medianRatio(ours, ipykernel) : medianOf(ours);
  const limit = share ? target.shareOfIpykernel : target.seconds;
  const text = share ? `${fourDigits(value)} of ipykernel's, <= ${limit}` : `<= ${limit} s`;
  return `${text}: ${value <= limit ? "reached" : "not reached"}`;
}
