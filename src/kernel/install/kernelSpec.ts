import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { logoPng, logoSvg } from "./logo";

export interface KernelSpecOptions {
  /** Where Jupyter looks: a virtual environment, or any folder whose `share/jupyter` is in JUPYTER_PATH. */
  prefix: string;
  /** Name of the kernel in notebooks. Default "contrastbook". */
  name?: string;
  /** What a reader sees in the list of kernels. Default "TypeScript (contrastbook)". */
  displayName?: string;
  /** The Node.js to run. Default the one that runs this. */
  node?: string;
  /** A module that is loaded before anything else, on the thread of the cells. */
  preload?: string;
  /** Environment variables for the kernel. */
  env?: Record<string, string>;
}

export interface InstalledKernel {
  name: string;
  displayName: string;
  folder: string;
}

/** A kernelspec that cannot be installed or removed. */
export class KernelSpecError extends Error {
  override readonly name = "KernelSpecError";
}

const marker = "contrastbook";

/**
 * Tells Jupyter how to start this kernel. The folder appears at once as a whole; an older one of that name is replaced.
 * @returns the folder of the kernelspec
 * @throws {KernelSpecError} a name that Jupyter does not allow
 */
export function installKernelSpec(options: KernelSpecOptions): string {
  const { prefix, name = "contrastbook", displayName = "TypeScript (contrastbook)", node = process.execPath } = options;
  if (!/^[\w.-]+$/.test(name)) {
    throw new KernelSpecError(`kernelspec: the name is "${name}"; needed are letters, digits, ".", "_" and "-" only`);
  }
  const preload = options.preload === undefined ? [] : ["--require", resolve(options.preload)];
  const spec = {
    argv: [node, ...preload, join(dirname(__dirname), "main.js"), "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    env: options.env ?? {},
    metadata: { [marker]: true },
  };
  const folder = join(kernelsFolder(prefix), name);
  const fresh = `${folder}.${randomUUID()}.tmp`;
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
  writeFileSync(join(fresh, "logo-svg.svg"), logoSvg);
  for (const size of [32, 64]) writeFileSync(join(fresh, `logo-${size}x${size}.png`), logoPng(size));
  replaceFolder(folder, fresh);
  return folder;
}

/** Removes a kernelspec of ours; false when there is none of that name. */
export function uninstallKernelSpec({ prefix, name = "contrastbook" }: { prefix: string; name?: string }): boolean {
  const folder = join(kernelsFolder(prefix), name);
  if (!existsSync(folder)) return false;
  if (readSpec(folder) === undefined) {
    throw new KernelSpecError(`kernelspec: ${folder} is not one of contrastbook and is left alone`);
  }
  rmSync(folder, { recursive: true });
  return true;
}

/** The kernelspecs of ours under a prefix. */
export function listKernelSpecs({ prefix }: { prefix: string }): InstalledKernel[] {
  const kernels = kernelsFolder(prefix);
  if (!existsSync(kernels)) return [];
  return readdirSync(kernels).flatMap((name) => {
    const folder = join(kernels, name);
    const displayName = name.endsWith(".tmp") ? undefined : readSpec(folder);
    return displayName === undefined ? [] : [{ name, displayName, folder }];
  });
}

function kernelsFolder(prefix: string): string {
  return join(resolve(prefix), "share", "jupyter", "kernels");
}

/** The display name of a kernelspec that this file wrote, else undefined. */
function readSpec(folder: string): string | undefined {
  try {
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as Record<string, unknown>;
    const metadata = (spec.metadata ?? {}) as Record<string, unknown>;
    return metadata[marker] === true ? String(spec.display_name) : undefined;
  } catch {
    return undefined;
  }
}

/** A folder cannot be renamed over a full one: the old one steps aside first, and returns if that fails. */
function replaceFolder(folder: string, fresh: string): void {
  const old = `${fresh}.old.tmp`;
  const replaces = existsSync(folder);
  if (replaces) renameSync(folder, old);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (replaces) renameSync(old, folder);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
