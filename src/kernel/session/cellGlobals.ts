import { join } from "node:path";
import { setDisplayHost } from "../../report/displayHost";
import { createDisplay, type DisplayMeans } from "./display/display";
import { installPlainPromises } from "./display/plainPromises";
import { createInputGlobals, type InputGlobals } from "./input/inputGlobals";
import type { Inputs } from "./input/inputs";
import type { Jupyter } from "./jupyterGlobal";

const inputNames: readonly (keyof InputGlobals)[] = ["input", "prompt", "confirm", "alert"];

/** Declares for the compiler what `installCellGlobals` defines. */
export function cellGlobalTypes(): string {
  const typeOf = (...file: string[]): string => `import(${JSON.stringify(join(__dirname, ...file))})`;
  return [
    "/** Shows a value in the output of the running cell. */",
    `declare const display: ${typeOf("display", "display")}.Display;`,
    "/** What only a kernel can offer. */",
    `declare const jupyter: ${typeOf("jupyterGlobal")}.Jupyter;`,
    ...inputNames.map(
      (name) => `declare const ${name}: ${typeOf("input", "inputGlobals")}.InputGlobals[${JSON.stringify(name)}];`,
    ),
    "",
  ].join("\n");
}

/** Defines the globals of the cells, and the display host by which libraries show progress and hear of an interrupt. */
export function installCellGlobals(means: DisplayMeans, jupyter: Jupyter, inputs: Inputs): void {
  setDisplayHost(means.host);
  installPlainPromises();
  define("display", createDisplay(means));
  define("jupyter", jupyter);
  const asking = createInputGlobals(inputs);
  for (const name of inputNames) define(name, asking[name]);
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
