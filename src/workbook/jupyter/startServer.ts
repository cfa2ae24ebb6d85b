import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tethered } from "../../engine/install/runTool";
import type { Places } from "../places";
import { jupyterEnvironment } from "./jupyterEnvironment";

export interface ServerOptions {
  /** Tried first; the next free one is taken when it is busy. Default 8888. */
  port?: number;
  /** The address to listen on. Default "localhost". */
  ip?: string;
  /** The page that opens, below the server's root. Default "lab". */
  page?: string;
  /** Whether Jupyter opens the browser. Default false. */
  openBrowser?: boolean;
}

export interface JupyterServer {
  /** For instance "http://localhost:8888/". */
  url: string;
  token: string;
  /** The first page, with the token: what a reader puts into the browser. */
  pageUrl: string;
  /** Fulfilled with the exit status when the server has ended, however that came. */
  ended: Promise<number>;
  /** Stops the server and its kernels, and waits for their end. */
  stop(): Promise<void>;
}

/** JupyterLab did not come up, or did not stay. */
export class JupyterError extends Error {
  override readonly name = "JupyterError";
}

const readyTimeoutMs = 90_000;
const stopTimeoutMs = 15_000;

/**
 * Starts the checkout's JupyterLab and waits until it answers.
 * @throws {JupyterError} with the server's own words when it ends before, or is silent for 90 s
 */
export async function startServer(places: Places, options: ServerOptions = {}): Promise<JupyterServer> {
  const { port = 8888, ip = "localhost", page = "lab", openBrowser = false } = options;
  const token = randomBytes(24).toString("hex");
  const env = { ...jupyterEnvironment(places), JUPYTER_TOKEN: token };
  const settings = {
    "ServerApp.root_dir": places.root,
    "ServerApp.ip": ip,
    "ServerApp.port": port,
    "ServerApp.open_browser": pythonBoolean(openBrowser),
    "ServerApp.allow_root": pythonBoolean(process.getuid?.() === 0),
    "ServerApp.log_level": "WARN",
    "LabApp.log_level": "WARN",
    "LabApp.default_url": `/${page}`,
  };
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  // Its own session: Ctrl-C in the terminal reaches us alone, and we ask the server to end in order, kernels first.
  const [command, allArgs] = tethered(places.python, ["-m", "jupyterlab", ...args], "TERM");
  const child = spawn(command, allArgs, { cwd: places.root, env, detached: true, stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-4000);
    process.stderr.write(text);
  });
  const ended = new Promise<number>((resolve) => {
    child.once("error", (error) => resolve(((words += error.message), -1)));
    child.once("close", (code) => resolve(code ?? -1));
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    if ((await Promise.race([ended, sleep(stopTimeoutMs, "late", { ref: false })])) === "late") child.kill("SIGKILL");
    await ended;
  };
  const file = path.join(places.jupyter, "runtime", `jpserver-${child.pid}.json`);
  const url = await Promise.race([answering(file, token), ended, sleep(readyTimeoutMs, 0, { ref: false })]);
  if (typeof url === "number") {
    await stop();
    throw new JupyterError(`JupyterLab ${url === 0 ? "did not answer in time" : "ended at once"}:\n${words.trim()}`);
  }
  return { url, token, pageUrl: `${url}${page}?token=${token}`, ended, stop };
}

/** The URL of the server that writes this file when it listens, once its REST API answers. */
async function answering(file: string, token: string): Promise<string> {
  for (;;) {
    await sleep(100, undefined, { ref: false });
    if (!existsSync(file)) continue;
    try {
      const { url } = JSON.parse(readFileSync(file, "utf8")) as { url: string };
      const reply = await fetch(`${url}api/status`, { headers: { authorization: `token ${token}` } });
      if (reply.ok) return url;
    } catch {
      // Half-written file, or not listening yet: asked again until the caller's time is over.
    }
  }
}

function pythonBoolean(value: boolean): string {
  return value ? "True" : "False";
}
