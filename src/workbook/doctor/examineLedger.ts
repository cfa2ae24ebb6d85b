import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { rowFault } from "../../ledger/rowFault";
import { hasTornLine } from "../../ledger/tornLine";
import type { Places } from "../places";
import type { Finding } from "./finding";

/** The recorded runs, committed and the reader's own, line by line; and those that were begun. Repairs nothing. */
export function examineLedger({ root, home }: Pick<Places, "root" | "home">): Finding[] {
  const ledgers = [path.join(root, "data", "results"), path.join(home, "results")];
  const files = ledgers.flatMap((folder) => filesBelow(folder, (name) => name.endsWith(".jsonl")));
  const faults = files.flatMap(faultsOf);
  const rows = files.reduce((sum, file) => sum + linesOf(file).length, 0);
  const subject = "recorded runs";
  const sound: Finding = { subject, state: "ok", value: `${rows} rows in ${files.length} files` };
  return [...(faults.length === 0 ? [sound] : faults), ...unfinished(home)];
}

function faultsOf(file: string): Finding[] {
  const subject = "recorded runs";
  const name = path.basename(file);
  if (hasTornLine(file)) {
    const remedy = "whoever reads it next moves that line to a file beside it, and its run can be run again";
    return [{ subject, state: "note", value: `the last line of ${name} was cut off, or is being written`, remedy }];
  }
  const remedy = "mend or remove that line; git has what was committed";
  return linesOf(file).flatMap(({ text, number }): Finding[] => {
    const fault = lineFault(text);
    return fault === undefined
      ? []
      : [{ subject, state: "broken", value: `line ${number} of ${name}: ${fault}`, remedy }];
  });
}

function lineFault(text: string): string | undefined {
  try {
    return rowFault(JSON.parse(text));
  } catch {
    return "it is not JSON";
  }
}

/** Runs that were stopped or killed, or are at work. */
function unfinished(home: string): Finding[] {
  const folder = path.join(home, "runs");
  const begun = filesBelow(folder, (name) => name === "run.json").map((file) =>
    path.relative(folder, path.dirname(path.dirname(file))),
  );
  const counts = [...new Set(begun)].map((id) => `${begun.filter((other) => other === id).length} of ${id}`);
  if (counts.length === 0) return [];
  const remedy = `contrastbook run goes on with them; to forget them: rm -r ${folder}`;
  return [{ subject: "unfinished runs", state: "note", value: counts.join(", "), remedy }];
}

function linesOf(file: string): { text: string; number: number }[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.map((text, n) => ({ text, number: n + 1 })).filter(({ text }) => text.trim() !== "");
}

function filesBelow(folder: string, wanted: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => wanted(path.basename(file)))
    .sort()
    .map((file) => path.join(folder, file));
}
