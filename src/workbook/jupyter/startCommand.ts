import { existsSync } from "node:fs";
import path from "node:path";
import type { Places } from "../places";
import { startServer } from "./startServer";

/** The workbook's first page: the first of these that there is. */
const firstPages = ["notebooks/index.ipynb", "notebooks/simclr/01-framework.ipynb"];

export interface StartOptions {
  port: number;
  ip: string;
  browser: boolean;
}

/** Whether there is a screen on which a browser could open. */
export function hasScreen(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): boolean {
  if (env.CI) return false;
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Runs JupyterLab until it is stopped: by Ctrl-C, by closing the terminal, or from its own menu. Returns the exit status. */
export async function startCommand(places: Places, { port, ip, browser }: StartOptions): Promise<number> {
  const begun = Date.now();
  const first = firstPages.find((page) => existsSync(path.join(places.root, page)));
  const openBrowser = browser && hasScreen();
  const starting = startServer(places, { port, ip, page: first ? `lab/tree/${first}` : "lab", openBrowser });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    console.log("\n… stopping JupyterLab and its kernels");
    starting.then((server) => server.stop()).catch(() => undefined);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  const server = await starting;
  console.log(
    `✓ JupyterLab answers after ${((Date.now() - begun) / 1000).toFixed(1)} s; Ctrl-C stops it and its kernels`,
  );
  console.log(`  ${server.pageUrl}`);
  const status = await server.ended;
  return stopping ? 0 : status;
}
