import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { inTemporaryFolder } from "../../../engine/install/temporaryFolder";
import { tethered } from "../../../engine/install/runTool";
import { installKernelSpec } from "../../../kernel/install/kernelSpec";
import type { Places } from "../../places";
import { kernelSpecOptions } from "../../setup/kernelStep";
import { BenchError } from "../benchError";
import { type KernelMeasurement, kernelTable } from "./kernelReport";
import { peerKernelsFolder } from "./peerKernelsStep";

export interface KernelBenchOptions {
  alternations: number;
  /** A file for every value. */
  json?: string;
}

const names = ["contrastbook", "ipykernel", "deno", "tslab"] as const;

/** Starts our kernel and its peers in turns, runs cells, and prints what each needed. The machine should be idle. */
export async function benchKernels(places: Places, { alternations, json }: KernelBenchOptions): Promise<void> {
  const measurements = await inTemporaryFolder(path.join(places.home, "bench"), async (folder) => {
    const spec = kernelSpecOptions(places);
    installKernelSpec({ ...spec, jupyter: folder, env: { ...spec.env, CONTRASTBOOK_HISTORY: "off" } });
    for (const [name, argv] of Object.entries(peers(places))) writeSpec(path.join(folder, "kernels", name), argv);
    return measure(places, folder, alternations);
  });
  console.log(`${os.cpus()[0]?.model ?? "unknown"}, ${os.availableParallelism()} cores, Node.js ${process.version}`);
  console.log(`medians of ${alternations} alternations\n\n${kernelTable(measurements)}`);
  if (json === undefined) return;
  mkdirSync(path.dirname(path.resolve(json)), { recursive: true });
  writeFileSync(json, `${JSON.stringify({ date: new Date().toISOString(), alternations, measurements }, null, 2)}\n`);
}

function peers(places: Places): Record<string, string[]> {
  const modules = path.join(peerKernelsFolder(places), "node_modules");
  // the package `deno` starts the program in a package of the platform's name by a script; the program itself is faster
  const platform = readdirSync(path.join(modules, "@deno"))[0] ?? "";
  return {
    ipykernel: [places.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    deno: [path.join(modules, "@deno", platform, "deno"), "jupyter", "--kernel", "--conn", "{connection_file}"],
    tslab: [
      process.execPath,
      path.join(places.root, "node_modules/tslab/bin/tslab"),
      "kernel",
      "--config-path={connection_file}",
    ],
  };
}

function writeSpec(folder: string, argv: string[]): void {
  mkdirSync(folder, { recursive: true });
  const spec = { argv, display_name: path.basename(folder), language: "any" };
  writeFileSync(path.join(folder, "kernel.json"), JSON.stringify(spec));
}

async function measure(places: Places, jupyter: string, alternations: number): Promise<KernelMeasurement[]> {
  const script = path.join(places.root, "src/workbook/bench/kernels/measure_kernels.py");
  const [command, args] = tethered(places.python, [script, String(alternations), ...names]);
  const env = { ...process.env, JUPYTER_PATH: jupyter, DENO_NO_UPDATE_CHECK: "1" };
  const child = spawn(command, args, { cwd: places.root, env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const measurements: KernelMeasurement[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("{")) continue;
    measurements.push(JSON.parse(line) as KernelMeasurement);
    if (line.includes('"memory"')) console.error(`… ${measurements.at(-1)?.kernel}`);
  }
  const status = await ended;
  if (status !== 0) throw new BenchError(`bench: measure_kernels.py ended with status ${status}; its words are above`);
  return measurements;
}
