import { linkSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a checkout has beside `dist` that tests read. */
const beside = ["node_modules", "test", "data", "src", "package.json", ".contrastbook"];

/** A copy of a built checkout that shares every file with it until one is replaced. */
export class Shadow {
  private constructor(
    readonly root: string,
    private readonly original: string,
  ) {}

  /** Makes a copy in an empty folder on the same file system. */
  static of(original: string, root: string): Shadow {
    for (const name of beside) symlinkSync(path.join(original, name), path.join(root, name));
    linkFolder(path.join(original, "dist"), path.join(root, "dist"));
    return new Shadow(root, original);
  }

  /** Runs `work` while a file of the copy, a path below the checkout, holds this text. The original keeps its own. */
  async with<T>(file: string, text: string, work: () => Promise<T>): Promise<T> {
    const target = path.join(this.root, file);
    // Removed first: writing into it would write into the original.
    rmSync(target);
    writeFileSync(target, text);
    try {
      return await work();
    } finally {
      rmSync(target);
      linkSync(path.join(this.original, file), target);
    }
  }
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else linkSync(source, target);
  }
}
