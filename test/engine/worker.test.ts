import assert from "node:assert/strict";
import { child, engineFolder } from "./child";

describe("the engine in worker threads", () => {
  it("opens in one after another, though the first that had loaded it has ended", () => {
    const inWorker = `
      const { tf } = require(${JSON.stringify(`${engineFolder}/tf.js`)});
      console.log(tf.ones([2]).sum().dataSync()[0]);`;
    const { status, stdout } = child(`
      const { Worker } = require("node:worker_threads");
      const run = () => new Promise((resolve) => new Worker(${JSON.stringify(inWorker)}, { eval: true }).on("exit", resolve));
      run().then(run);`);
    assert.equal(status, 0);
    assert.equal(stdout, "2\n2");
  }).timeout(30_000);
});
