import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../usageError";

/** No notebook is called so. */
export class NotebookNameError extends UsageError {
  override readonly name = "NotebookNameError";
}

export interface Notebook {
  /** Below the notebooks folder and without its ending: "simclr/01-framework". */
  name: string;
  file: string;
}

/**
 * The notebooks below `folder`, in the order of the reading guide (by name), or those of them that are named: by a full name, a part
 * of the path ("simclr"), or the path of any notebook file.
 * @throws {NotebookNameError} naming the notebooks that there are
 */
export function findNotebooks(folder: string, names: readonly string[] = []): Notebook[] {
  const all = list(folder);
  if (names.length === 0) return all;
  return names.flatMap((name) => {
    if (name.endsWith(".ipynb") && existsSync(name))
      return [{ name: name.slice(0, -".ipynb".length), file: path.resolve(name) }];
    const found = all.filter(
      (notebook) => notebook.name === name || notebook.name.startsWith(`${name.replace(/\/$/, "")}/`),
    );
    if (found.length > 0) return found;
    throw new NotebookNameError(
      `notebooks: there is none called "${name}"; there are ${all.map((one) => one.name).join(", ")}`,
    );
  });
}

function list(folder: string): Notebook[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ipynb") && !file.includes(".ipynb_checkpoints"))
    .sort()
    .map((file) => ({ name: file.slice(0, -".ipynb".length), file: path.join(folder, file) }));
}
