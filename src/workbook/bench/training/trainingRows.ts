import path from "node:path";
import { sameRun, type Row } from "../../../ledger/row";
import { appendRow, readRows } from "../../../ledger/rows";

type Asked = Pick<Row, "experiment" | "revision" | "profile" | "config" | "seed">;
type Measured = Pick<Row, "metrics" | "seconds" | "device" | "threads">;

/** The recorded trainings of the bench: `data/bench/<name>.jsonl` of the checkout. What is on record is not run again. */
export class TrainingRows {
  private readonly file: string;

  constructor(
    root: string,
    name: string,
    private readonly machine: Pick<Row, "versions" | "commit">,
  ) {
    this.file = path.join(root, "data", "bench", `${name}.jsonl`);
  }

  /** What is on record, for a reader who may want to measure another machine; undefined when nothing is. */
  recorded(): string | undefined {
    const dates = readRows(this.file).map(({ date }) => date);
    if (dates.length === 0) return undefined;
    const file = path.relative(process.cwd(), this.file);
    return `${dates.length} runs are on record, the last of ${dates.at(-1)?.slice(0, 10)}, and are not run again: remove ${file} to measure this machine.`;
  }

  /** The row of this run: the recorded one, or that of `run`, which is recorded. */
  async of(asked: Asked, run: () => Promise<Measured>): Promise<Row> {
    const found = readRows(this.file).find((row) => sameRun(row, asked));
    if (found) return found;
    const row = { ...asked, ...(await run()), ...this.machine, date: new Date().toISOString() };
    appendRow(this.file, row);
    return row;
  }
}
