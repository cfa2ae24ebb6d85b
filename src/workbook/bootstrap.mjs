// What the npm scripts start: a fresh clone has neither node_modules nor dist, so this needs nothing but Node itself.
// It brings both up to date and hands over to the command line, in the same process.
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
const { ensurePackages } = await import("./bootstrap/packages.mjs");
const { ensureBuild } = await import("./bootstrap/build.mjs");
const { acquireLock } = await import("./bootstrap/lock.mjs");
const { endWithParent } = await import("./bootstrap/endWithParent.mjs");

if (process.env.npm_lifecycle_event) endWithParent();
process.setSourceMapsEnabled(true);
try {
  const release = await acquireLock(path.join(root, ".contrastbook", "setup.lock"));
  await ensurePackages(root);
  await ensureBuild(root);
  const { runCommandLine } = createRequire(import.meta.url)(path.join(root, "dist/src/workbook/cli.js"));
  process.exitCode = await runCommandLine(process.argv.slice(2), { prepared: release });
} catch (error) {
  if (!(error instanceof StepFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
