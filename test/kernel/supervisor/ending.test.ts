import assert from "node:assert/strict";
import { describeEnding } from "../../../src/kernel/supervisor/ending";

describe("the ending of a process in words", () => {
  for (const [ending, words] of [
    [{ code: 3, signal: null }, "ended by itself with status 3"],
    [{ code: null, signal: "SIGSEGV" }, "was ended by SIGSEGV (native code touched memory that is not its own)"],
    [{ code: null, signal: "SIGUSR1" }, "was ended by SIGUSR1"],
    [{ error: new Error("no such file") }, "could not be started: no such file"],
  ] as const) {
    it(words, () => assert.equal(describeEnding(ending), words));
  }
});
