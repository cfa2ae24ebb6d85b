import assert from "node:assert/strict";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Language } from "../../../src/kernel/language/language";
import { tidyStacks } from "../../../src/kernel/session/tidyStacks";

const locate: Language["locate"] = ({ file, line }) =>
  file === "contrastbook-cell:4" ? { executionCount: 7, line: line - 5, column: 3, source: [] } : undefined;
const kernel = join(__dirname, "../../../src/kernel/language/typescript/callInterruptibly.js");

describe("stacks in what a cell prints", () => {
  it("have frames of cells by cell and line, and none of the kernel and of Node", () => {
    const stack = [
      "Error: no",
      "    at fail (contrastbook-cell:4:9:5)",
      "    at contrastbook-cell:4:11:1",
      `    at body (${kernel}:20:3)`,
      "    at node:internal/process/task_queues:95:5",
      "    at other (/project/src/loss.js:3:1)",
      "after",
    ].join("\n");
    assert.equal(
      tidyStacks(stack, locate),
      ["Error: no", "    at fail (Cell [7]:4:3)", "    at Cell [7]:6:3", "    at other (/project/src/loss.js:3:1)", "after"].join("\n"), // prettier-ignore
    );
  });

  it("stay well-formed where a nested error ends behind its last frame", () => {
    const cause = new Error("inner");
    cause.stack = `Error: inner\n    at fail (contrastbook-cell:4:9:5)\n    at body (${kernel}:20:3)`;
    const error = new Error("outer", { cause });
    error.stack = "Error: outer\n    at contrastbook-cell:4:10:1";
    const lines = tidyStacks(inspect(error), locate).split("\n");
    assert.deepEqual(lines.map((line) => line.trim()), [
      "Error: outer",
      "at Cell [7]:5:3 {",
      "[cause]: Error: inner",
      "at fail (Cell [7]:4:3)",
      "}",
    ]); // prettier-ignore
  });

  it("tells a frame that a recursion repeats once", () => {
    const frame = "    at down (contrastbook-cell:4:9:5)";
    const text = ["RangeError: deep", ...Array<string>(50).fill(frame), "    at up (contrastbook-cell:4:10:5)"].join(
      "\n",
    );
    const lines = ["RangeError: deep", "    at down (Cell [7]:4:3)", "    ... and 49 more frames of the same", "    at up (Cell [7]:5:3)"]; // prettier-ignore
    assert.deepEqual(tidyStacks(text, locate).split("\n"), lines);
  });

  it("leaves every other text alone", () => {
    const text = "    at node:internal/x:1:1\n    at work (/a/b.js:1:1)";
    assert.equal(tidyStacks(text, locate), text);
  });
});
