import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { KernelSpecError } from "./kernelSpecError";
import { logoPng, logoSvg } from "./logo";
import { packageCopy } from "./packageCopy";

export interface KernelSpecOptions {
  /** The Jupyter data folder that gets it, see `jupyterFolders`; the kernelspec lies in its `kernels`. */
  jupyter: string;
  /** Name of the kernel in notebooks. Default "contrastbook". */
  name?: string;
  /** What a reader sees in the list of kernels. Default "TypeScript (<name>)". */
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
  /** Why it cannot start; undefined when all the files that it starts with are there. */
  fault?: string;
}

interface Spec {
  argv: string[];
  display_name: string;
}

export const defaultName = "contrastbook";
const marker = "contrastbook";

/**
 * Tells Jupyter how to start this kernel. The folder appears at once as a whole; an older one of ours is replaced.
 * @returns the folder of the kernelspec
 * @throws {KernelSpecError} a name that Jupyter does not allow or another kernel has, or a folder that cannot be written
 */
export function installKernelSpec(options: KernelSpecOptions): string {
  const { jupyter, name = defaultName, node = process.execPath } = options;
  if (!/^[\w.-]+$/.test(name)) {
    throw new KernelSpecError(`kernelspec: the name is "${name}"; needed are letters, digits, ".", "_" and "-" only`);
  }
  const folder = folderOf(jupyter, name);
  if (existsSync(join(folder, "kernel.json")) && readSpec(folder) === undefined) {
    throw new KernelSpecError(`kernelspec: ${folder} is another kernel and is left alone; choose another --name`);
  }
  const copy = packageCopy(folder);
  const preload = options.preload === undefined ? [] : ["--require", resolve(options.preload)];
  const spec = {
    argv: [node, ...preload, copy?.main ?? join(dirname(__dirname), "main.js"), "{connection_file}"],
    display_name: options.displayName ?? `TypeScript (${name})`,
    language: "typescript",
    interrupt_mode: "message",
    env: options.env ?? {},
    metadata: { [marker]: true },
  };
  const fresh = `${folder}.${randomUUID()}.tmp`;
  explained(folder, () => {
    try {
      mkdirSync(fresh, { recursive: true });
      copy?.write(fresh);
      writeFileSync(join(fresh, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
      writeFileSync(join(fresh, "logo-svg.svg"), logoSvg);
      for (const size of [32, 64]) writeFileSync(join(fresh, `logo-${size}x${size}.png`), logoPng(size));
      replaceFolder(folder, fresh);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      throw error;
    }
  });
  return folder;
}

/**
 * Removes a kernelspec of ours; false when there is none of that name.
 * @throws {KernelSpecError} it is another kernel, or cannot be removed
 */
export function uninstallKernelSpec({ jupyter, name = defaultName }: { jupyter: string; name?: string }): boolean {
  const folder = folderOf(jupyter, name);
  if (!existsSync(folder)) return false;
  if (readSpec(folder) === undefined) {
    throw new KernelSpecError(`kernelspec: ${folder} is not one of contrastbook and is left alone`);
  }
  explained(folder, () => rmSync(folder, { recursive: true }));
  return true;
}

/** The kernelspecs of ours in a Jupyter data folder. */
export function listKernelSpecs({ jupyter }: { jupyter: string }): InstalledKernel[] {
  const kernels = folderOf(jupyter, "");
  if (!existsSync(kernels)) return [];
  return readdirSync(kernels).flatMap((name) => {
    const folder = join(kernels, name);
    const spec = name.endsWith(".tmp") ? undefined : readSpec(folder);
    if (spec === undefined) return [];
    const missing = spec.argv.find((part) => isAbsolute(part) && !existsSync(part));
    const fault = missing === undefined ? undefined : `${missing} is not there any more`;
    return [{ name, displayName: spec.display_name, folder, ...(fault === undefined ? {} : { fault }) }];
  });
}

function folderOf(jupyter: string, name: string): string {
  return join(resolve(jupyter), "kernels", name);
}

/** The content of a kernelspec that this file wrote, else undefined. */
function readSpec(folder: string): Spec | undefined {
  try {
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as Partial<Spec> & {
      metadata?: Record<string, unknown>;
    };
    if (spec.metadata?.[marker] !== true) return undefined;
    return { argv: spec.argv ?? [], display_name: String(spec.display_name) };
  } catch {
    return undefined;
  }
}

/** Errors of the file system as sentences. */
function explained(folder: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS" && code !== "ENOTDIR" && code !== "ENOSPC")
      throw error;
    const remedy = "needed is a folder that you may write: --user, or --prefix <a folder of yours>";
    const reason = { ENOTDIR: "a part of its path is a file", ENOSPC: "the disk is full" }[code as string];
    const cause = reason ?? `you may not write there (${code})`;
    throw new KernelSpecError(`kernelspec: ${folder} cannot be changed, because ${cause}; ${remedy}`, { cause: error });
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
