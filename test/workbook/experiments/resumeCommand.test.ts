import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resumeCommand } from "../../../src/workbook/experiments/resumeCommand";

describe("resumeCommand", () => {
  it("is what was typed, by npm or by npx", () => {
    const args = ["run", "simclr/framework", "--only", "temperature=0.1,0.5", "--shard", "1/4"];
    const words = "run simclr/framework --only temperature=0.1,0.5 --shard 1/4";
    assert.equal(resumeCommand(args, {}), `npx contrastbook ${words}`);
    assert.equal(resumeCommand(args, { npm_lifecycle_event: "npx" }), `npx contrastbook ${words}`);
    const npm = { npm_lifecycle_event: "workbook" };
    assert.equal(resumeCommand(args, npm), `npm run workbook -- ${words}`);
  });

  it("survives a shell, whatever was typed", () => {
    const odd = ["a b", "it's", "$HOME", "", "*", "tau=\u03c4", 'say "no"', "a\nb"];
    const typed = resumeCommand(odd, {}).replace("npx contrastbook", "printf '%s\\0'");
    assert.deepEqual(execFileSync("sh", ["-c", typed], { encoding: "utf8" }).split("\0").slice(0, -1), odd);
  });
});
