import assert from "node:assert/strict";
import { child } from "../child";

// In processes of their own, so that other tests neither add to what is measured nor are measured.
const measure = (body: string): { status: number | null; result: Record<string, number>; stderr: string } => {
  const { status, stdout, stderr } = child(
    `const { tf, compile } = require("./dist/src/index.js");
     // Graphs are freed by finalizers, when V8 collects and in turns of the event loop: hence a warm-up as long as the run.
     const turn = () => new Promise(resolve => setImmediate(resolve));
     const resident = async () => {
       for (let i = 0; i < 5; i++) { global.gc(); await new Promise(resolve => setTimeout(resolve, 5)); }
       return process.memoryUsage.rss() / 2 ** 20;
     };
     // Threads that wake on a busy machine give malloc new arenas, once: a leak grows in every round, so the first flat one will do.
     const growth = async (work, limit) => {
       let least = Infinity;
       for (let round = 0; round < 3 && least >= limit; round++) {
         const before = await resident();
         await work();
         least = Math.min(least, await resident() - before);
       }
       return least;
     };
     const repeat = async (count, work) => { for (let i = 0; i < count; i++) { work(i); if (i % 10 === 0) await turn(); } };
     (async () => { ${body} })();`,
    { nodeArguments: ["--expose-gc"] },
  );
  return { status, result: JSON.parse(stdout.split("\n").at(-1) ?? "{}") as Record<string, number>, stderr };
};

const model = `
  const model = tf.sequential({ layers: [
    tf.layers.dense({ units: 64, activation: "relu", inputShape: [32] }), tf.layers.dense({ units: 1 }) ] });
  const optimizer = tf.train.adam(1e-3);
  const x = tf.randomNormal([64, 32]);
  const outside = tf.randomNormal([64, 1]);`;

describe("memory of compiled steps", () => {
  it("stays flat over 10,000 training steps: no tensor more, and less than 8 MiB of the process after 2,000", function () {
    this.timeout(120_000);
    const { status, result, stderr } = measure(`${model}
      const step = compile((x, rate) => optimizer.minimize(() => model.apply(x).sub(outside).square().mean().mul(rate), true));
      const run = count => repeat(count, i => step(x, 1 / (1 + i)).dispose());
      await run(2000);
      const [tensors, bytes] = [tf.memory().numTensors, tf.memory().numBytes];
      const mebibytes = await growth(() => run(10_000), 8);
      console.log(JSON.stringify({ tensors: tf.memory().numTensors - tensors, bytes: tf.memory().numBytes - bytes,
        mebibytes, traces: step.traces.length }));`);
    assert.equal(status, 0, stderr);
    const { tensors, bytes, mebibytes, traces } = result;
    assert.deepEqual({ tensors, bytes, traces }, { tensors: 0, bytes: 0, traces: 1 });
    assert.ok(mebibytes < 8, `grew by ${mebibytes} MiB`);
  });

  it("stays flat over 300 traces of ever new steps that are disposed of: less than 16 MiB after 200", function () {
    this.timeout(120_000);
    const { status, result, stderr } = measure(`${model}
      const trace = count => repeat(count, () => {
        const step = compile(x => optimizer.minimize(() => model.apply(x).sub(outside).square().mean(), true));
        step(x).dispose();
        step.dispose();
      });
      await trace(200);
      const tensors = tf.memory().numTensors;
      const mebibytes = await growth(() => trace(300), 16);
      console.log(JSON.stringify({ tensors: tf.memory().numTensors - tensors, mebibytes }));`);
    assert.equal(status, 0, stderr);
    assert.equal(result["tensors"], 0);
    assert.ok(result["mebibytes"] < 16, `grew by ${result["mebibytes"]} MiB`);
  });

  it("stays flat over 300 traces that fail: less than 16 MiB after 300", function () {
    this.timeout(120_000);
    const { status, result, stderr } = measure(`${model}
      const fail = count => repeat(count, () => {
        try { compile(x => optimizer.minimize(() => { const y = model.apply(x).sub(outside).square().mean(); y.dataSync(); return y; }))(x); }
        catch (error) { if (error.name !== "CompileError") throw error; }
      });
      await fail(300);
      const tensors = tf.memory().numTensors;
      const mebibytes = await growth(() => fail(300), 16);
      console.log(JSON.stringify({ tensors: tf.memory().numTensors - tensors, mebibytes }));`);
    assert.equal(status, 0, stderr);
    assert.equal(result["tensors"], 0);
    assert.ok(result["mebibytes"] < 16, `grew by ${result["mebibytes"]} MiB`);
  });
});
