import { inspect } from "node:util";
import { displaySymbol, type Displayable } from "../../report/displayable";
import type { MimeBundle } from "../../report/displayHost";
import { spanText } from "./spanText";

/** How long the runs of a grid take that are not on record. Shows itself as a sentence. */
export class GridEstimate implements Displayable {
  constructor(
    /** Of each run of the grid, in its order: seconds, and whether it is on record. */
    readonly runs: readonly { seconds: number; onRecord: boolean }[],
  ) {}

  /** Of what is to be run. */
  get seconds(): number {
    return this.missing.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** `about 12 minutes on this machine: 21 runs of 48 s, of which 6 are on record` */
  toString(): string {
    const { runs, missing } = this;
    const recorded = runs.length - missing.length;
    if (runs.length === 0) return "nothing to run";
    if (missing.length === 0) return `nothing to run: ${count(runs.length)} on record`;
    const each = missing.map(({ seconds }) => seconds);
    const [least, most] = [spanText(Math.min(...each)), spanText(Math.max(...each))];
    const range = least === most ? least : `${least} to ${most}`;
    const known = recorded === 0 ? "" : `, of which ${recorded} ${recorded === 1 ? "is" : "are"} on record`;
    return `about ${spanText(this.seconds)} on this machine: ${count(runs.length)} of ${range}${known}`;
  }

  [displaySymbol](): MimeBundle {
    return { "text/plain": this.toString() };
  }

  [inspect.custom](): string {
    return this.toString();
  }

  private get missing(): { seconds: number }[] {
    return this.runs.filter(({ onRecord }) => !onRecord);
  }
}

function count(runs: number): string {
  return runs === 1 ? "1 run" : `${runs} runs`;
}
