import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { addonFile, loadAddon } from "../../src/engine/addon";
import { openEngine } from "../../src/engine/open";
import { child, engineFolder } from "./child";

const tfModule = JSON.stringify(`${engineFolder}/tf.js`);
const openModule = JSON.stringify(`${engineFolder}/open.js`);

/** How many threads TensorFlow keeps for ops side by side: it names them. */
const countInterOpThreads = `
  const fs = require("node:fs");
  const names = fs.readdirSync("/proc/self/task").map((t) => fs.readFileSync("/proc/self/task/" + t + "/comm", "utf8").trim());
  console.log(names.filter((n) => n === "tf_Compute").length, names.length);`;

describe("engine/open", () => {
  describe("with a broken installation", () => {
    let folder: string;
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "contrastbook-addon-"))));
    after(() => fs.rmSync(folder, { recursive: true }));

    it("says that the addon is missing and what to run", () => {
      const file = path.join(folder, "none.node");
      assert.throws(() => loadAddon(file), {
        name: "EngineError",
        message: `openEngine: the TensorFlow addon ${file} is missing; run "npm run setup"`,
      });
    });

    it("takes a link to nothing for a missing addon", () => {
      const file = path.join(folder, "dangling.node");
      fs.symlinkSync(path.join(folder, "gone"), file);
      assert.throws(() => loadAddon(file), { name: "EngineError", message: /dangling\.node is missing/ });
    });

    it("names the file and the loader's reason when the addon is not a library", () => {
      const file = path.join(folder, "text.node");
      fs.writeFileSync(file, "this is not a shared library, only some text that is long enough for a header");
      assert.throws(() => loadAddon(file), {
        name: "EngineError",
        message: `openEngine: the TensorFlow addon ${file} does not load: ${file}: invalid ELF header; run "npm run setup"`,
      });
    });

    it("names the library that the addon does not find", () => {
      const file = path.join(folder, "orphan.node");
      const bytes = fs.readFileSync(addonFile()).toString("latin1");
      fs.writeFileSync(file, bytes.replaceAll("libtensorflow_cc.so.2", "libtensorflow_xx.so.2"), "latin1");
      assert.throws(() => loadAddon(file), {
        name: "EngineError",
        message:
          /orphan\.node does not load: libtensorflow_xx\.so\.2: cannot open shared object file.*run "npm run setup"$/,
      });
    });
  });

  describe("thread counts", () => {
    it("come from the options of the first call", function () {
      if (process.platform !== "linux") this.skip();
      const use = (options: string) =>
        child(`require(${openModule}).openEngine(${options}); require(${tfModule}); ${countInterOpThreads}`);
      const [inter3, few] = use("{ intraOpThreads: 1, interOpThreads: 3 }").stdout.split(" ").map(Number);
      const [inter2, many] = use("{ intraOpThreads: 6, interOpThreads: 2 }").stdout.split(" ").map(Number);
      assert.equal(inter3, 3);
      assert.equal(inter2, 2);
      assert.equal(many - few, 5 - 1);
    });

    it("come from CONTRASTBOOK_THREADS when tf is only imported", function () {
      if (process.platform !== "linux") this.skip();
      const use = (threads: string) =>
        child(`require(${tfModule}); ${countInterOpThreads}`, { env: { CONTRASTBOOK_THREADS: threads } });
      const [inter1, few] = use("1").stdout.split(" ").map(Number);
      const [inter4, many] = use("4").stdout.split(" ").map(Number);
      assert.equal(inter1, 1);
      assert.equal(inter4, 4);
      assert.equal(many - few, 3 + 3);
    });

    it("are refused when they are not whole numbers from 1", () => {
      assert.throws(() => openEngine({ intraOpThreads: 0 }), {
        name: "EngineError",
        message: "openEngine: intraOpThreads is 0; it must be a whole number from 1",
      });
      assert.throws(() => openEngine({ interOpThreads: 1.5 }), {
        name: "EngineError",
        message: "openEngine: interOpThreads is 1.5; it must be a whole number from 1",
      });
    });

    it("cannot change while the engine is open, and the same again is no change", () => {
      const code = `
        const { openEngine } = require(${openModule});
        openEngine({ intraOpThreads: 1 });
        require(${tfModule});
        openEngine();
        openEngine({ intraOpThreads: 1 });
        try { openEngine({ intraOpThreads: 2 }); } catch (error) { console.log(error.name + ": " + error.message); }`;
      assert.equal(
        child(code).stdout,
        "EngineError: openEngine: intraOpThreads is 2, but the engine is already open with 1; restart, and set " +
          "CONTRASTBOOK_INTRA_OP_THREADS=2 or call openEngine before tf is imported",
      );
    });

    it("cannot be set after somebody else has loaded the engine", () => {
      const code = `
        require("@tensorflow/tfjs-node-gpu");
        try { require(${openModule}).openEngine({ interOpThreads: 2 }); } catch (error) { console.log(error.message); }`;
      assert.match(child(code).stdout, /^openEngine: interOpThreads is 2, but the engine is already open/);
    });
  });

  describe("one engine in the process", () => {
    const imports = {
      "our own tf": `require(${tfModule})`,
      "@tensorflow/tfjs-node-gpu": `require("@tensorflow/tfjs-node-gpu")`,
      "@tensorflow/tfjs-node": `require("@tensorflow/tfjs-node")`,
      "danfojs-node": `require("danfojs-node")`,
      "all of them": `
        const own = require(${tfModule}).tf, dfd = require("danfojs-node");
        const gpu = require("@tensorflow/tfjs-node-gpu"), node = require("@tensorflow/tfjs-node");
        if (new Set([own, gpu, node, dfd.tensorflow ?? own].map((tf) => tf.backend())).size !== 1) throw new Error("two")`,
    };
    for (const [name, code] of Object.entries(imports)) {
      it(`maps exactly one addon, imported by ${name}`, function () {
        if (process.platform !== "linux") this.skip();
        const count = `
          const maps = require("node:fs").readFileSync("/proc/self/maps", "utf8").split("\\n");
          console.log(new Set(maps.filter((l) => l.includes("tfjs_binding.node")).map((l) => l.split(/\\s+/)[5])).size);`;
        const { stdout, stderr } = child(`${code}; ${count}`);
        assert.equal(stdout.split("\n").at(-1), "1", stderr);
      });
    }
  });

  describe("TensorFlow's log", () => {
    it("is silent when everything is well", () => {
      const { stdout, stderr } = child(`const { tf } = require(${tfModule}); console.log(tf.square(3).arraySync())`);
      assert.equal(stdout, "9");
      assert.equal(stderr, "");
    });

    it("speaks again when the user asks for it", () => {
      const { stderr } = child(`require(${tfModule})`, { env: { TF_CPP_MIN_LOG_LEVEL: "0" } });
      assert.match(stderr, /oneDNN custom operations are on/);
    });
  });
});
