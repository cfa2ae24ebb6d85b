import { knownFolders, prefixFolder } from "../../kernel/install/jupyterFolders";
import { type InstalledKernel, listKernelSpecs } from "../../kernel/install/kernelSpec";
import type { Places } from "../places";
import type { Finding } from "./finding";

/** Where Jupyter finds our kernel, and whether the files that each kernelspec starts with are still there. */
export function examineKernelSpecs({ venv }: Places, env: NodeJS.ProcessEnv = process.env): Finding[] {
  const own = prefixFolder(venv);
  const here = listKernelSpecs({ jupyter: own });
  const elsewhere = knownFolders(env).filter((folder) => folder !== own);
  const strangers = elsewhere.flatMap((jupyter) => listKernelSpecs({ jupyter }));
  return [
    ...(here.length > 0 ? here.map((spec) => finding(spec, "broken", "npm run setup")) : [missing]),
    // in a Jupyter that the workbook does not use: of interest to whoever uses that one
    ...strangers.map((spec) => finding(spec, "note", `remove it: rm -r ${spec.folder}`)),
  ];
}

const subject = "kernelspec";
const missing: Finding = {
  subject,
  state: "broken",
  value: "Jupyter does not know our kernel",
  remedy: "npm run setup",
};

function finding({ name, displayName, folder, fault }: InstalledKernel, state: "broken" | "note", remedy: string) {
  const value = `${name}, "${displayName}" (${folder})`;
  if (fault === undefined) return { subject, state: "ok", value } satisfies Finding;
  return { subject, state, value: `${value} cannot start: ${fault}`, remedy } satisfies Finding;
}
