import type { Places } from "../places";
import { bindingStep } from "./bindingStep";
import { dataStep } from "./dataStep";
import { jupyterStep } from "./jupyterStep";
import { kernelStep } from "./kernelStep";
import { libraryStep } from "./libraryStep";
import type { Step } from "./step";
import { venvStep } from "./venvStep";

/** Everything between the npm packages and a working workbook, each after the steps it needs. */
export function setupSteps(places: Places): Step[] {
  return [
    venvStep(places),
    jupyterStep(places),
    libraryStep(places),
    bindingStep(places),
    kernelStep(places),
    dataStep(places),
  ];
}
