import type { Places } from "../places";
import { findNotebooks } from "./findNotebooks";
import { runNotebooks } from "./runNotebooks";

export interface NotebooksOptions {
  execute?: boolean;
  inPlace?: boolean;
  jobs?: number;
  profile: string;
  kernel: string;
  cellSeconds: number;
}

/** Lists notebooks, or executes them and says how many passed. Returns 1 when one failed, or when there was none to run. */
export async function notebooksCommand(
  places: Places,
  names: readonly string[],
  options: NotebooksOptions,
): Promise<number> {
  const { execute, ...run } = options;
  const notebooks = findNotebooks(places.notebooks, names);
  if (!execute) {
    for (const { name } of notebooks) console.log(name);
    return 0;
  }
  const results = await runNotebooks(places, notebooks, run);
  const failed = results.filter(({ failure }) => failure).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 && results.length > 0 ? 0 : 1;
}
