import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A scratch folder that is gone after the test, and fake programs in it. */
export class Scratch {
  readonly folder = mkdtempSync(path.join(tmpdir(), "contrastbook-scratch-"));

  at(...parts: string[]): string {
    return path.join(this.folder, ...parts);
  }

  write(name: string, content: string): string {
    const file = this.at(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** A shell script that stands for a program. */
  program(name: string, script: string): string {
    const file = this.write(name, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs `body` with a scratch folder. */
export function withScratch(body: (scratch: Scratch) => Promise<void> | void): () => Promise<void> {
  return async () => {
    const scratch = new Scratch();
    try {
      await body(scratch);
    } finally {
      scratch.remove();
    }
  };
}
