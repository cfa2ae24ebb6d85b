import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tf } from "../../../src/engine/tf";
import { loadCheckpoint } from "../../../src/training/checkpoint";
import { Checkpointer } from "../../../src/training/checkpoint/checkpointer";

describe("the checkpoints of a run", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "checkpointer-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are written every 5 seconds, and no more often than every fifty times what a writing takes", () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(1)));
    try {
      const file = {
        who: "test",
        state: { variables: { x } },
        path: path.join(folder, "a.checkpoint"),
        fingerprint: {},
      };
      let time = 0;
      let writing = 0;
      // The clock is looked at when a writing begins and when it has ended.
      const checkpointer = new Checkpointer(file, undefined, () => (time += writing));
      const stepsInFile = (): number => loadCheckpoint(file)?.steps ?? 0;
      const offer = (steps: number, at: number, lasts = 0): number => {
        time = at;
        writing = lasts;
        checkpointer.offer({ steps, seconds: 0, history: {}, evaluations: [] });
        return stepsInFile();
      };
      assert.equal(offer(1, 4999), 0);
      assert.equal(offer(2, 5000), 2);
      assert.equal(offer(3, 9999), 2);
      assert.equal(offer(4, 10_000, 200), 4);
      // It began at 10.4 seconds and ended at 10.6.
      assert.equal(offer(5, 20_599), 4);
      assert.equal(offer(6, 20_600), 6);
    } finally {
      x.dispose();
    }
  });
});
