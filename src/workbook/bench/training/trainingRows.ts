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

  /** The row of this run: the recorded one, or that of `run`, which is recorded. */
  async of(asked: Asked, run: () => Promise<Measured>): Promise<Row> {
    const found = readRows(this.file).find((row) => sameRun(row, asked));
    if (found) return found;
    const row = { ...asked, ...(await run()), ...this.machine, date: new Date().toISOString() };
    appendRow(this.file, row);
    return row;
  }
}
