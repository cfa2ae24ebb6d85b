import assert from "node:assert/strict";
import util from "node:util";
import { child, engineFolder } from "./child";
import "../../src/engine/environment";

const preload = ["--require", `${engineFolder}/environment.js`];

describe("engine/environment", () => {
  it("turns oneDNN on and TensorFlow's start-up log off", () => {
    const { stdout } = child("console.log(process.env.TF_ENABLE_ONEDNN_OPTS, process.env.TF_CPP_MIN_LOG_LEVEL)", {
      nodeArguments: preload,
    });
    assert.equal(stdout, "1 2");
  });

  it("leaves alone what the user has set", () => {
    const { stdout } = child("console.log(process.env.TF_ENABLE_ONEDNN_OPTS, process.env.TF_CPP_MIN_LOG_LEVEL)", {
      nodeArguments: preload,
      env: { TF_ENABLE_ONEDNN_OPTS: "0", TF_CPP_MIN_LOG_LEVEL: "0" },
    });
    assert.equal(stdout, "0 0");
  });

  it("loads nothing but Node's own modules", () => {
    const { stdout } = child("console.log(Object.keys(require.cache).length)", { nodeArguments: preload });
    assert.equal(stdout, "1");
  });

  it("supplies the functions that Node 23 removed from util, with the old answers", () => {
    const old = util as unknown as Record<string, (value: unknown) => boolean>;
    const answers = (name: string) =>
      [null, undefined, 0, "", {}, [], /x/, new Date(), () => 0].map((v) => old[name](v));
    const T = true;
    const F = false;
    assert.deepEqual(answers("isNullOrUndefined"), [T, T, F, F, F, F, F, F, F]);
    assert.deepEqual(answers("isObject"), [F, F, F, F, T, T, T, T, F]);
    assert.deepEqual(answers("isPrimitive"), [T, T, T, T, F, F, F, F, F]);
    assert.deepEqual(answers("isRegExp"), [F, F, F, F, F, F, T, F, F]);
    assert.deepEqual(answers("isDate"), [F, F, F, F, F, F, F, T, F]);
    assert.deepEqual(answers("isFunction"), [F, F, F, F, F, F, F, F, T]);
    assert.deepEqual(answers("isString"), [F, F, F, T, F, F, F, F, F]);
  });

  it("keeps Node 22 from warning of a function that it deprecates", () => {
    const { stderr } = child("require('node:util').isNullOrUndefined(1)", { nodeArguments: preload });
    assert.equal(stderr, "");
  });

  it("replaces a function that is gone before tfjs-node is loaded", () => {
    const code = `
      const util = require("node:util");
      delete util.isNullOrUndefined;
      const { tf } = require(${JSON.stringify(engineFolder + "/tf.js")});
      console.log(util.isNullOrUndefined(null), tf.add(tf.tensor1d([1, 2]), 1).arraySync());`;
    assert.equal(child(code).stdout, "true [ 2, 3 ]");
  });
});
