import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { bindingFile, buildBinding, missingBinding } from "../../../src/engine/install/binding";
import { InstallError } from "../../../src/engine/install/installError";
import { type Scratch, withScratch } from "../../support/setup/scratch";

const compilerOf = (command: string) => ({ command, args: [] });

function setting(scratch: Scratch): { home: string; library: string; packageFolder: string } {
  scratch.write("tfjs/binding/tfjs_backend.cc", "int a;");
  scratch.write("tfjs/binding/tfjs_backend.h", "");
  return {
    home: scratch.at("home"),
    library: scratch.at("home", "engine", "library-1"),
    packageFolder: scratch.at("tfjs"),
  };
}

describe("buildBinding", () => {
  it(
    "has another place for other sources and for another library",
    withScratch((scratch) => {
      const options = setting(scratch);
      const first = bindingFile(options);
      assert.equal(bindingFile(options), first);
      assert.notEqual(bindingFile({ ...options, library: scratch.at("library-2") }), first);
      scratch.write("tfjs/binding/tfjs_backend.h", "// changed");
      assert.notEqual(bindingFile(options), first);
    }),
  );

  it(
    "tells what the compiler said, and puts nothing in place",
    withScratch(async (scratch) => {
      const options = setting(scratch);
      const compiler = compilerOf(scratch.program("cxx", "echo 'fatal error: c_api.h: no such file' >&2; exit 1"));
      await assert.rejects(buildBinding({ ...options, compiler }), (error: unknown) => {
        assert.ok(error instanceof InstallError);
        assert.match(error.reason, /fatal error: c_api\.h/);
        assert.match(error.remedy, /compiles C\+\+17.*CXX/);
        return true;
      });
      assert.deepEqual(readdirSync(scratch.at("home", "engine")), []);
      assert.equal(missingBinding(options), "not compiled yet for these versions");
    }),
  );

  it(
    "puts nothing in place when it is interrupted while linking",
    withScratch(async (scratch) => {
      const options = setting(scratch);
      const compiler = compilerOf(
        scratch.program("cxx", 'case "$*" in *-shared*) echo half > tfjs_binding.node; kill -9 $$;; esac'),
      );
      await assert.rejects(buildBinding({ ...options, compiler }), /was ended by SIGKILL/);
      assert.ok(!existsSync(bindingFile(options)));
    }),
  );

  it(
    "refuses an addon that does not load",
    withScratch(async (scratch) => {
      const options = setting(scratch);
      const compiler = compilerOf(
        scratch.program("cxx", 'case "$*" in *-shared*) cp /bin/true tfjs_binding.node;; esac'),
      );
      await assert.rejects(buildBinding({ ...options, compiler }), /the addon was compiled, but does not load/);
      assert.ok(!existsSync(bindingFile(options)));
    }),
  );
});

describe("the addon of this checkout", () => {
  it("keeps TensorFlow's greeting off stderr, and shows it when asked for", () => {
    assert.equal(open({ TF_CPP_MIN_LOG_LEVEL: "2" }).stderr, "");
    assert.match(open({ TF_CPP_MIN_LOG_LEVEL: "0" }).stderr, /oneDNN custom operations are on/);
  });

  it("gives the context the thread counts of the environment", () => {
    const few = threadsWith(1);
    assert.equal(threadsWith(5) - few, 8);
  });

  it("keeps the context where the tracer can find it", () => {
    const link = require
      .resolve("@tensorflow/tfjs-node-gpu/package.json")
      .replace("package.json", "lib/napi-v8/tfjs_binding.node");
    assert.ok(readFileSync(link).includes("\0contrastbook_context\0"));
  });
});

const script = `
const { tf } = require(process.argv[1]);
tf.tensor1d([1]).add(1).dataSync();
console.log(require("node:fs").readdirSync("/proc/self/task").length);
`;

function open(env: Record<string, string>): { stdout: string; stderr: string } {
  const tf = path.resolve(__dirname, "../../../src/engine/tf.js");
  return spawnSync(process.execPath, ["-e", script, tf], { env: { ...process.env, ...env }, encoding: "utf8" });
}

/** How many threads a process has once TensorFlow computes with this many. */
function threadsWith(count: number): number {
  const threads = String(count);
  return Number(open({ CONTRASTBOOK_INTRA_OP_THREADS: threads, CONTRASTBOOK_INTER_OP_THREADS: threads }).stdout);
}
