import { findExecutable } from "../../engine/install/findExecutable";
import { explainToolError } from "../../engine/install/explainToolError";
import { runTool } from "../../engine/install/runTool";

/** The browser ring of the tests has no browser. */
export class ChromiumMissingError extends Error {
  override readonly name = "ChromiumMissingError";
}

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const aptInstall = "apt-get install --no-install-recommends chromium";

/** What to do about a missing browser. */
export const chromiumRemedy = `run \`${aptInstall}\` as root, or name a Chromium in CONTRASTBOOK_CHROMIUM`;

/** The Chromium that the browser tests drive: CONTRASTBOOK_CHROMIUM, or one on the search path. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const candidates = env.CONTRASTBOOK_CHROMIUM ? [env.CONTRASTBOOK_CHROMIUM] : names;
  return candidates.map((name) => findExecutable(name, env.PATH)).find((found) => found !== undefined);
}

/** @throws {ChromiumMissingError} with the remedy */
export function requireChromium(env: NodeJS.ProcessEnv = process.env): string {
  const found = findChromium(env);
  if (found) return found;
  throw new ChromiumMissingError(`there is no Chromium on this machine (${names.join(", ")}): ${chromiumRemedy}`);
}

/** Installs Debian's Chromium when there is none and we may: as root, with apt. Otherwise the browser tests will say what to do. */
export async function installChromium(print: (line: string) => void = console.log): Promise<void> {
  const apt = findExecutable("apt-get");
  if (findChromium() || !apt || process.getuid?.() !== 0) return;
  print("… chromium: installing it with apt-get, for the browser tests");
  const start = Date.now();
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    await runTool(apt, ["update", "-q"], { env });
    await runTool(apt, ["install", "-y", "-q", ...aptInstall.split(" ").slice(2)], { env });
    print(`✓ chromium (${Math.round((Date.now() - start) / 1000)} s)`);
  } catch (error) {
    const { reason } = explainToolError(error, "");
    print(`✗ chromium: ${reason}.\n  Run \`${aptInstall}\` by hand; until then the browser tests fail.`);
  }
}
