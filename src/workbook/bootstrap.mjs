// What the npm scripts start: a fresh clone has neither node_modules nor dist, so this needs nothing but Node itself.
// It brings both up to date and hands over to the command line, in the same process.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { unsupportedNode } from "./bootstrap/nodeVersion.mjs";

const problem = unsupportedNode(process.version);
if (problem) {
  console.error(problem);
  process.exit(1);
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const { StepFailure } = await import("./bootstrap/stepFailure.mjs");
const { ensurePackages, isInstalled } = await import("./bootstrap/packages.mjs");
const { ensureBuild, isBuilt } = await import("./bootstrap/build.mjs");
const { acquireLock } = await import("./bootstrap/lock.mjs");
const { endWithParent } = await import("./bootstrap/endWithParent.mjs");

if (process.env.npm_lifecycle_event) endWithParent();
process.setSourceMapsEnabled(true);
try {
  const cli = path.join(root, "dist/src/workbook/cli.js");
  const run = (hooks) => createRequire(import.meta.url)(cli).runCommandLine(process.argv.slice(2), hooks);
  if (process.argv[2] === "doctor" && existsSync(cli) && existsSync(path.join(root, "node_modules/commander"))) {
    // It looks at what is there and changes nothing, so it says itself what is out of date.
    process.exitCode = await run({ outdated: { packages: !isInstalled(root), build: !isBuilt(root) } });
  } else {
    const release = await acquireLock(path.join(root, ".contrastbook", "setup.lock"));
    await ensurePackages(root);
    await ensureBuild(root);
    process.exitCode = await run({ prepared: release });
  }
} catch (error) {
  if (!(error instanceof StepFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
