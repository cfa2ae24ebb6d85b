import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { call, timed } from "./call.mjs";
import { StepFailure } from "./stepFailure.mjs";

const step = "build";
const sourceFolders = ["src", "test"];

/** Compiles src and test into dist when a source changed since the last build that succeeded; drops what has no source any more. */
export async function ensureBuild(root) {
  if (isBuilt(root)) return;
  const built = sourceHash(root);
  await timed(step, "TypeScript", () => compile(root));
  for (const folder of sourceFolders) removeStale(root, folder);
  writeFileSync(stampOf(root), built);
}

/** Whether dist is what the sources compile to. */
export function isBuilt(root) {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === sourceHash(root);
}

const stampOf = (root) => path.join(root, "dist", ".built");

async function compile(root) {
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const { status, output } = await call(process.execPath, [tsc, "-p", "tsconfig.json"], { cwd: root });
  if (status === 0) return;
  if (/ENOSPC/.test(output)) throw new StepFailure(step, "the disk is full", "Free some space and start again");
  throw new StepFailure(step, `the sources do not compile:\n${output}`, "Mend them and start again");
}

function sourceHash(root) {
  const hash = createHash("sha256");
  for (const file of [
    "tsconfig.json",
    "package-lock.json",
    ...sourceFolders.flatMap((folder) => files(root, folder)),
  ]) {
    if (/\.(ts|json)$/.test(file))
      hash
        .update(`${file}\0`)
        .update(readFileSync(path.join(root, file)))
        .update("\0");
  }
  return hash.digest("hex");
}

function removeStale(root, folder) {
  for (const file of files(path.join(root, "dist"), folder)) {
    const source = file.replace(/\.(js|js\.map|d\.ts)$/, ".ts");
    if (!existsSync(path.join(root, source))) rmSync(path.join(root, "dist", file));
  }
}

/** The files below `folder`, relative to `base`, in a fixed order. */
function files(base, folder) {
  if (!existsSync(path.join(base, folder))) return [];
  const entries = readdirSync(path.join(base, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(base, path.join(entry.parentPath, entry.name)))
    .sort();
}
