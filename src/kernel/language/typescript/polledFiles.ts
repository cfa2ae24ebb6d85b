import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

interface Watched {
  state: string;
  read(): string;
  notify(before: string, after: string): void;
}

type Schedule = Pick<TypeScript.WatchCompilerHost<TypeScript.BuilderProgram>, "setTimeout" | "clearTimeout">;

/** What packages contain does not change under a running kernel; which packages there are may. */
const insidePackage = /\/node_modules\/.*\//;
/** Of a folder that is watched with all it contains, so many folders are looked at. */
const maxFolders = 200;
const absent = "";

/**
 * The compiler's view of which files changed, brought up to date between cells and never in the middle of one: a notice
 * at any other time (a notebook saved, a package installed) breaks tslab's converter, and costs processor time besides.
 */
export class PolledFiles {
  readonly #watched = new Set<Watched>();
  readonly #typescript: Compiler;
  #scheduled: (() => void)[] | undefined;

  constructor(typescript: Compiler) {
    this.#typescript = typescript;
  }

  /** Notices of the compiler's system come from here. */
  attach(system: TypeScript.System): void {
    const { Changed, Created, Deleted } = this.#typescript.FileWatcherEventKind;
    system.watchFile = (path, changed) => {
      if (insidePackage.test(path)) return { close: () => undefined };
      return this.#add(
        () => fileState(path),
        (before, after) => changed(path, before === absent ? Created : after === absent ? Deleted : Changed),
      );
    };
    system.watchDirectory = (path, changed, recursive) =>
      this.#add(
        () => folderState(path, recursive === true),
        (before, after) => {
          const [old, now] = [before, after].map((state) => new Set(state.split("\n")));
          for (const entry of now ?? []) if (!old?.has(entry)) changed(entry);
          for (const entry of old ?? []) if (!now?.has(entry)) changed(entry);
        },
      );
  }

  /** While notices are given, what the compiler wants to do later is done right after them. */
  schedule(host: Schedule): void {
    const later = host.setTimeout?.bind(host);
    const cancel = host.clearTimeout?.bind(host);
    host.setTimeout = (callback: () => void, ...rest) => {
      this.#scheduled?.push(callback);
      return this.#scheduled ? callback : (later?.(callback, ...rest) as unknown);
    };
    host.clearTimeout = (timer: unknown) => {
      if (this.#scheduled) this.#scheduled = this.#scheduled.filter((callback) => callback !== timer);
      else cancel?.(timer);
    };
  }

  /** Tells the compiler what changed since the last time. */
  poll(): void {
    this.#scheduled = [];
    try {
      for (const watched of [...this.#watched]) {
        const before = watched.state;
        watched.state = watched.read();
        if (watched.state !== before) watched.notify(before, watched.state);
      }
      for (let next = this.#scheduled.shift(); next; next = this.#scheduled.shift()) next();
    } finally {
      this.#scheduled = undefined;
    }
  }

  #add(read: () => string, notify: Watched["notify"]): TypeScript.FileWatcher {
    const watched = { state: read(), read, notify };
    this.#watched.add(watched);
    return { close: () => void this.#watched.delete(watched) };
  }
}

function stat(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function fileState(path: string): string {
  const found = stat(path);
  return found ? `${found.mtimeMs} ${found.size}` : absent;
}

/** All entries of a folder, and of the folders in it except packages and hidden ones. */
function folderState(path: string, recursive: boolean): string {
  const entries: string[] = [];
  const folders = [path];
  for (let at = 0; at < folders.length && at < maxFolders; at++) {
    for (const entry of list(folders[at] ?? path)) {
      entries.push(entry.path);
      if (recursive && entry.isFolder) folders.push(entry.path);
    }
  }
  return entries.join("\n");
}

function list(folder: string): { path: string; isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      path: join(folder, entry.name),
      isFolder: entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."),
    }));
  } catch {
    return [];
  }
}
