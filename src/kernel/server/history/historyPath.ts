import { join, resolve } from "node:path";
import { userFolder } from "../../install/jupyterFolders";

/** Where the history is kept: CONTRASTBOOK_HISTORY, which may be `off`, else among the reader's own Jupyter data. */
export function historyPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CONTRASTBOOK_HISTORY: wanted } = env;
  if (wanted === "off") return undefined;
  return wanted ? resolve(wanted) : join(userFolder(env), "contrastbook", "history.jsonl");
}
