import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { syncFolder } from "../files/syncFolder";
import { withLock } from "../files/withLock";
import { LedgerError } from "./ledgerError";
import type { ConfigValue, Row } from "./row";
import { rowFault } from "./rowFault";
import { hasTornLine, repairTornLine } from "./tornLine";

export interface RowsOptions {
  /** Hears of a line that was cut off, what became of it, and what it was. Default: a line on stderr. */
  onWarning?: (warning: string) => void;
}

/** The file of an experiment's recorded runs: `data/results/<paper>/<name>.<profile>.jsonl` of the checkout. */
export function rowsFile(experiment: string, profile: string, root = path.resolve(__dirname, "../../..")): string {
  return path.join(root, "data", "results", `${experiment}.${profile}.jsonl`);
}

/**
 * Records a run: one line, on the disk when this returns. Several processes may do it at once, and a process that is killed
 * leaves the rows before it whole.
 * @throws LedgerError `appendRow: metrics.loss is NaN; a finite number is needed`;
 *   `appendRow: example.quick.jsonl cannot be written (ENOSPC: no space left on device, write)`, the file being as it was
 */
export function appendRow(file: string, row: Row<object, object>, { onWarning = warn }: RowsOptions = {}): void {
  const fault = rowFault(row);
  if (fault !== undefined) throw new LedgerError(`appendRow: ${fault}`);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    withLock(lockOf(file), () => {
      const torn = existsSync(file) && repairTornLine(file);
      if (torn) onWarning(`appendRow: ${torn}`);
      append(file, `${JSON.stringify(row)}\n`);
    });
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new LedgerError(`appendRow: ${path.basename(file)} cannot be written (${reason})`, { cause });
  }
}

/** All of the text or nothing, and not only in the memory of the system. */
function append(file: string, text: string): void {
  const descriptor = openSync(file, "a");
  try {
    const { size } = fstatSync(descriptor);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } catch (error) {
      ftruncateSync(descriptor, size);
      throw error;
    }
    if (size === 0) syncFolder(path.dirname(file));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The recorded runs, in the order they ended; none when there is no file. A last line that was cut off is moved to
 * `<file>.torn`, with a warning.
 * @throws LedgerError `readRows: line 3 of framework.quick.jsonl is not JSON; mend or remove that line`;
 *   `readRows: line 3 of framework.quick.jsonl: metrics.loss is null; a finite number is needed`
 */
export function readRows<
  Config extends object = Record<string, ConfigValue>,
  Metrics extends object = Record<string, number>,
>(file: string, { onWarning = warn }: RowsOptions = {}): Row<Config, Metrics>[] {
  if (!existsSync(file)) return [];
  const torn = repair(file);
  if (torn !== undefined) onWarning(`readRows: ${torn}`);
  const lines = readFileSync(file, "utf8").split("\n");
  // Behind the last line's end there is nothing, or what another process is writing just now.
  return lines.slice(0, -1).flatMap((line, n) => {
    if (line.trim() === "") return [];
    const where = `readRows: line ${n + 1} of ${path.basename(file)}`;
    const row = parse(line, where);
    const fault = rowFault(row);
    if (fault !== undefined) throw new LedgerError(`${where}: ${fault}`);
    return [row as Row<Config, Metrics>];
  });
}

function parse(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new LedgerError(`${where} is not JSON; mend or remove that line`, { cause });
  }
}

/** Whoever writes has the lock, so that a line without an end, seen by who has it, was cut off. */
function repair(file: string): string | undefined {
  if (!hasTornLine(file)) return undefined;
  try {
    return withLock(lockOf(file), () => repairTornLine(file));
  } catch (error) {
    return `the last line of ${path.basename(file)} was cut off and is passed over; it cannot be repaired (${(error as Error).message})`;
  }
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function warn(warning: string): void {
  process.stderr.write(`${warning}\n`);
}
