import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Rooms that compute nothing of a run: a change of theirs makes no recorded run another. */
const others = ["files", "kernel", "ledger", "plots", "report", "workbook"];

/**
 * A short text that changes with the code that runs an experiment: the built library and the experiment's own `run`, which
 * may stand in a reader's cell. Runs of one code are not taken for those of another. What such a `run` calls outside of itself in
 * the cell is not seen, nor is native code: `fresh` runs anew then.
 * @param library folder of the built library. Default: that of this module.
 * @cost about 20 ms
 */
export function codeOf({ run }: { run: unknown }, library = path.resolve(__dirname, "../..")): string {
  const files = readdirSync(library, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
    .flatMap(({ name }) =>
      readdirSync(path.join(library, name), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".js"))
        .map((file) => path.join(name, file)),
    );
  const hash = createHash("sha256").update(String(run));
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(readFileSync(path.join(library, file)));
  return hash.digest("hex").slice(0, 12);
}
