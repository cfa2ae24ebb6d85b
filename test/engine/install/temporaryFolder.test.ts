import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { inTemporaryFolder } from "../../../src/engine/install/temporaryFolder";
import { withScratch } from "../../support/setup/scratch";

describe("inTemporaryFolder", () => {
  it(
    "lends a folder inside the parent and removes it, after an error too",
    withScratch(async (scratch) => {
      const parent = scratch.at("deep", "parent");
      const seen: string[] = [];
      const work = (folder: string): Promise<never> => {
        seen.push(folder);
        assert.ok(existsSync(folder) && folder.startsWith(parent));
        return Promise.reject(new Error("broken off"));
      };
      await assert.rejects(inTemporaryFolder(parent, work), /broken off/);
      assert.equal(seen.length, 1);
      assert.deepEqual(readdirSync(parent), []);
    }),
  );

  it(
    "clears what a killed process left, and leaves a living one's folder alone",
    withScratch(async (scratch) => {
      const dead = spawnSync("true").pid;
      const living = `.tmp-${process.ppid}-abc`;
      for (const name of [`.tmp-${dead}-xyz`, living, "library"]) mkdirSync(scratch.at(name));
      await inTemporaryFolder(scratch.folder, () => Promise.resolve());
      assert.deepEqual(readdirSync(scratch.folder).sort(), [living, "library"].sort());
    }),
  );
});
