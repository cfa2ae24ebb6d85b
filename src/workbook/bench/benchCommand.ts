import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runTool } from "../../engine/install/runTool";
import { inTemporaryFolder } from "../../engine/install/temporaryFolder";
import type { Places } from "../places";
import { type GoldenFacts, readGolden } from "./golden";
import { describeMachine, headerOf } from "./machine";
import { reportWork, tableOf, type WorkReport } from "./report";
import { runWork } from "./runWork";
import { torchPython } from "./torchStep";
import type { GoldenRequest, Work } from "./work";

export interface BenchOptions {
  alternations: number;
  /** A file for the whole report. */
  json?: string;
}

/** Measures these works beside PyTorch; prints a table of each as it is done. */
export async function benchCommand(places: Places, works: readonly Work[], options: BenchOptions): Promise<void> {
  const python = torchPython(places);
  const machine = await describeMachine(python);
  const { alternations } = options;
  console.log(`${headerOf(machine)}\nmedians of ${alternations} alternations\n`);
  const reports: WorkReport[] = [];
  // Before the first and after every work: a wrong file name costs no time, and a bench that is stopped keeps what it has.
  const save = (): void => {
    if (options.json === undefined) return;
    const date = new Date().toISOString();
    mkdirSync(path.dirname(path.resolve(options.json)), { recursive: true });
    writeFileSync(options.json, `${JSON.stringify({ date, alternations, machine, works: reports }, null, 2)}\n`);
  };
  save();
  await inTemporaryFolder(path.join(places.home, "bench"), async (folder) => {
    const env = { ...process.env, TORCHINDUCTOR_CACHE_DIR: path.join(folder, "inductor") };
    const report = (line: string): void => console.error(line);
    for (const work of works) {
      report(`… ${work.name}`);
      const golden = await exportGolden(work.golden, folder);
      const measured = await runWork(work, { alternations, golden, python, env, report });
      const result = reportWork(work, measured);
      console.log(`${tableOf(result)}\n`);
      reports.push(result);
      save();
    }
  });
}

/** Lets our eager side write the golden arrays, in a process of its own. */
async function exportGolden(request: GoldenRequest, parent: string): Promise<{ folder: string; facts: GoldenFacts }> {
  const folder = path.join(parent, Object.values(request).join("-"));
  mkdirSync(folder, { recursive: true });
  const exporter = path.join(__dirname, "ours", "exportGolden.js");
  await runTool(process.execPath, [exporter, JSON.stringify({ ...request, folder })]);
  return { folder, facts: readGolden(folder).facts };
}
