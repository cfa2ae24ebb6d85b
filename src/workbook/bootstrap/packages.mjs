import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { call, onPath, timed } from "./call.mjs";
import { StepFailure } from "./stepFailure.mjs";

const step = "npm packages";

/** Runs `npm ci` unless the last one that finished installed this very lock file. */
export async function ensurePackages(root) {
  if (!isInstalled(root)) {
    await timed(step, "npm ci", () => install(root));
    writeFileSync(stampOf(root), lockHash(root));
  }
  linkSelf(root);
}

/** Whether the last `npm ci` that finished installed this very lock file. */
export function isInstalled(root) {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash(root);
}

// `npm ci` empties node_modules first: a stamp inside it tells of a finished installation, and of none that was killed.
const stampOf = (root) => path.join(root, "node_modules", ".contrastbook-installed");

async function install(root) {
  const [command, ...args] = npm();
  const { status, output } = await call(command, [...args, "ci", "--include=dev", "--no-progress"], { cwd: root });
  if (status !== 0) throw new StepFailure(step, ...explain(output));
}

function npm() {
  const running = process.env.npm_execpath;
  if (running && path.basename(running) === "npm-cli.js" && existsSync(running)) return [process.execPath, running];
  const found = onPath("npm");
  if (found) return [found];
  throw new StepFailure(
    step,
    "there is no npm on the search path",
    "Install npm (it comes with Node.js) and start again",
  );
}

function explain(output) {
  const again = "start again: a half-made node_modules is noticed and made anew";
  if (/ENOSPC|no space left/i.test(output))
    return ["the disk is full", `Free some space (node_modules needs 1 GB), then ${again}`];
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    const remedy = "Check the network, the proxy (HTTPS_PROXY) and `npm config get registry`";
    return [`the npm registry could not be reached:\n${lastLines(output)}`, `${remedy}, then ${again}`];
  }
  return [`npm ci failed:\n${lastLines(output)}`, `Mend what npm says above, then ${again}`];
}

function lastLines(output) {
  return output.split("\n").slice(-15).join("\n");
}

function lockHash(root) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} `);
  return hash.update(readFileSync(path.join(root, "package-lock.json"))).digest("hex");
}

/** Cells import the project by its name: node_modules/contrastbook leads to the checkout itself. */
function linkSelf(root) {
  const link = path.join(root, "node_modules", "contrastbook");
  const stat = lstatSync(link, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() && readlinkSync(link) === "..") return;
  rmSync(link, { recursive: true, force: true });
  symlinkSync("..", link, "dir");
}
