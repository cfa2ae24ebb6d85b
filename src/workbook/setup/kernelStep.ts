import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prefixFolder } from "../../kernel/install/jupyterFolders";
import { installKernelSpec, type KernelSpecOptions } from "../../kernel/install/kernelSpec";
import type { Places } from "../places";
import type { Step } from "./step";

/** How our kernel is started from the project's Jupyter: this Node, the engine's settings before anything else. */
export function kernelSpecOptions({ root, venv }: Places, env: NodeJS.ProcessEnv = process.env): KernelSpecOptions {
  const { CONTRASTBOOK_HOME: home, CONTRASTBOOK_HISTORY: wanted } = env;
  // in the checkout: nothing of the workbook is written into the home
  const history = wanted === "off" ? wanted : path.resolve(root, wanted || ".contrastbook/history.jsonl");
  return {
    jupyter: prefixFolder(venv),
    node: process.execPath,
    preload: path.join(root, "dist/src/engine/environment.js"),
    env: { CONTRASTBOOK_HISTORY: history, ...(home ? { CONTRASTBOOK_HOME: path.resolve(home) } : {}) },
  };
}

/** The kernelspec, in `.venv` only. */
export function kernelStep(places: Places): Step {
  const options = kernelSpecOptions(places);
  const stamp = path.join(places.venv, ".contrastbook-kernel");
  const wanted = createHash("sha256").update(JSON.stringify(options)).digest("hex");
  return {
    name: "kernel",
    needs: ["python"],
    check() {
      const spec = path.join(places.venv, "share/jupyter/kernels/contrastbook/kernel.json");
      if (!existsSync(spec)) return "telling Jupyter of the TypeScript kernel";
      return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted
        ? undefined
        : "the kernel is started differently now";
    },
    run() {
      installKernelSpec(options);
      writeFileSync(stamp, wanted);
    },
    remedy: "Remove .venv/share/jupyter/kernels/contrastbook and start again",
  };
}
