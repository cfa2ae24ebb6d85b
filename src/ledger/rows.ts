import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { LedgerError } from "./ledgerError";
import type { ConfigValue, Row } from "./row";

/** The file of an experiment's recorded runs: `data/results/<paper>/<name>.<profile>.jsonl` of the checkout. */
export function rowsFile(experiment: string, profile: string, root = path.resolve(__dirname, "../../..")): string {
  return path.join(root, "data", "results", `${experiment}.${profile}.jsonl`);
}

/** Records a run: one line, appended by one write, so that a killed process leaves the rows before it whole. */
export function appendRow(file: string, row: Row<object, object>): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const torn = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, "utf8"));
  appendFileSync(file, `${torn ? "\n" : ""}${JSON.stringify(row)}\n`);
}

/**
 * The recorded runs, in the order they ended; none when there is no file.
 * @throws LedgerError `readRows: line 3 of framework.quick.jsonl is not JSON; mend or remove that line`
 */
export function readRows<
  Config extends object = Record<string, ConfigValue>,
  Metrics extends object = Record<string, number>,
>(file: string): Row<Config, Metrics>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, n) => {
      if (line.trim() === "") return [];
      try {
        return [JSON.parse(line) as Row<Config, Metrics>];
      } catch (cause) {
        const name = path.basename(file);
        throw new LedgerError(`readRows: line ${n + 1} of ${name} is not JSON; mend or remove that line`, { cause });
      }
    });
}
