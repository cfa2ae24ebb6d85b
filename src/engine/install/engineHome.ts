import path from "node:path";

/** Where set-up keeps what it builds outside node_modules: CONTRASTBOOK_HOME, or `.contrastbook` in the checkout. */
export function engineHome(root: string, env: NodeJS.ProcessEnv = process.env): string {
  return env.CONTRASTBOOK_HOME ? path.resolve(env.CONTRASTBOOK_HOME) : path.join(root, ".contrastbook");
}
