import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own for a test, with a clock of its own: times of files do not depend on how fast the test runs. */
export class Scratch {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "contrastbook-reload-")));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** @param seconds the time of the file */
  write(name: string, text: string, seconds = 1000): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    utimesSync(path, seconds, seconds);
    return path;
  }

  remove(name = "."): void {
    rmSync(this.path(name), { recursive: true, force: true });
  }
}
