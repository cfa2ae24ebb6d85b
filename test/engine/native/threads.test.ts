import assert from "node:assert/strict";
import os from "node:os";
import { child, engineFolder } from "../child";

/** A kernel of ours that deals its images out to all threads, over and over. */
const work = `
const { tf } = require(${JSON.stringify(`${engineFolder}/tf.js`)});
const { op } = require(${JSON.stringify(`${engineFolder}/op.js`)});
const planes = tf.fill([64, 3, 256], 0.25);
const matrices = tf.tile(tf.eye(3).reshape([1, 1, 3, 3]), [64, 1, 1, 1]);
const offsets = tf.zeros([64, 1, 3]);
for (const end = Date.now() + 4000; Date.now() < end;) {
  // looked at now and then only: calls that follow each other closely are the hard case
  for (let call = 0; call < 100; call++) {
    const result = op("ContrastbookColorSteps", [planes, matrices, offsets]);
    if (call === 0 && !result.dataSync().every((value) => value === 0.25)) throw new Error("a part is missing");
    result.dispose();
  }
}
console.log("done");
`;

describe("the threads of our kernels", function () {
  this.timeout(30_000);

  it("do every part, and nothing after it, also when there are more of them than processors", () => {
    const threads = String(2 * os.availableParallelism());
    const { stdout, stderr, status } = child(work, { env: { CONTRASTBOOK_INTRA_OP_THREADS: threads } });
    assert.deepEqual({ stdout, stderr, status }, { stdout: "done", stderr: "", status: 0 });
  });
});
