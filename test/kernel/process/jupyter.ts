import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { prefixFolder } from "../../../src/kernel/install/jupyterFolders";
import { installKernelSpec } from "../../../src/kernel/install/kernelSpec";

/** dist/test/kernel/process lies four folders below the project. */
export const projectRoot = resolve(__dirname, "..", "..", "..", "..");
export const fixtures = join(projectRoot, "test", "fixtures", "kernel");
export const pythonTests = join(projectRoot, "test", "kernel", "python");

export interface Finished {
  code: number | null;
  output: string;
}

/** The project's Python with Jupyter's clients, seeing only our kernel; nothing is written outside a temporary folder. */
export class Jupyter {
  readonly folder = mkdtempSync(join(tmpdir(), "contrastbook-kernel-"));

  constructor() {
    installKernelSpec({ jupyter: prefixFolder(this.folder) });
  }

  /** Runs a module of Python, `pytest` for instance, and gives back all it printed. */
  run([module, ...args]: [string, ...string[]], options?: { cwd?: string }): Promise<Finished> {
    return this.python(["-m", module, ...args], options);
  }

  python(args: string[], options: { cwd?: string } = {}): Promise<Finished> {
    const env = {
      ...process.env,
      HOME: this.folder,
      CONTRASTBOOK_HISTORY: join(this.folder, "history.jsonl"),
      JUPYTER_PATH: join(this.folder, "share", "jupyter"),
      JUPYTER_RUNTIME_DIR: join(this.folder, "runtime"),
      PYTHONDONTWRITEBYTECODE: "1",
    };
    const python = join(projectRoot, ".venv", "bin", "python");
    return new Promise((done, failed) => {
      const child = spawn(python, args, { cwd: options.cwd ?? this.folder, env });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (text: Buffer) => (output += text.toString()));
      child.on("error", failed);
      child.on("close", (code) => done({ code, output: stripVTControlCharacters(output) }));
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
