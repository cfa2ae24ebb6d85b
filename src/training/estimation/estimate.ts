import { inspect } from "node:util";
import { displaySymbol, type Displayable } from "../../report/displayable";
import type { MimeBundle } from "../../report/displayHost";
import type { EstimateFold } from "./crossFit";
import type { EstimateWarning } from "./estimateWarning";
import type { ColumnScale } from "./scaled";

/** What an estimate is made of. */
export type Found = Omit<Estimate, "bits" | "toString" | typeof displaySymbol | typeof inspect.custom>;

/** An estimate of mutual information: what `estimate` found, how, and what to doubt. Shows itself as a few lines. */
export class Estimate implements Displayable {
  /** The estimate, never below 0. */
  readonly nats: number;
  /** The same in bits. */
  readonly bits: number;
  /**
   * 95%, with ends that are never below 0. Of "mine" it is one for the value of these critics on all pairs there could be, which is
   * a lower bound of the mutual information: it does not say how far above that is.
   */
  readonly interval: readonly [low: number, high: number];
  /** Before what is below 0 became 0: a critic may be worse than none, and nearest neighbours may miss downwards. */
  readonly measuredNats: number;
  readonly standardErrorNats: number;
  /** Which method it was. */
  readonly method: "mine" | "ksg";
  /** What to doubt; often empty. */
  readonly warnings: readonly EstimateWarning[];
  readonly pairs: number;
  /** Of x and of y. */
  readonly columns: { readonly x: number; readonly y: number };
  readonly scale: ColumnScale;
  /** The critics one by one; of "ksg" none. */
  readonly folds: readonly EstimateFold[];
  readonly seconds: number;

  constructor(found: Found) {
    this.nats = found.nats;
    this.bits = found.nats / Math.LN2;
    this.interval = found.interval;
    this.measuredNats = found.measuredNats;
    this.standardErrorNats = found.standardErrorNats;
    this.method = found.method;
    this.warnings = found.warnings;
    this.pairs = found.pairs;
    this.columns = found.columns;
    this.scale = found.scale;
    this.folds = found.folds;
    this.seconds = found.seconds;
  }

  /** `0.510 nats (0.736 bits), 95% interval 0.472 to 0.549 nats`, then how it was found, then a line for each warning. */
  toString(): string {
    const digits = (value: number): string => value.toFixed(3);
    const interval = this.interval.map(digits).join(" to ");
    return [
      `${digits(this.nats)} nats (${digits(this.bits)} bits), 95% interval ${interval} nats`,
      mannerOf(this),
      ...this.warnings.map(({ kind, message }) => `${kind}: ${message}`),
    ].join("\n");
  }

  [displaySymbol](): MimeBundle {
    return { "text/plain": this.toString() };
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

const scaling: Record<ColumnScale, string> = { ranks: ", by their ranks", standardise: ", standardised", none: "" };

function mannerOf({ method, pairs, columns, scale, folds }: Estimate): string {
  const data = `${pairs} pairs of ${columns.x} + ${columns.y} columns${scaling[scale]}`;
  return method === "ksg"
    ? `nearest neighbours on ${data}`
    : `MINE on ${data}: ${folds.length} critics, each judged by pairs that it did not know`;
}
