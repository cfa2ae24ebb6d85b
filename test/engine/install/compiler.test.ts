import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { findCompiler, requireCompiler } from "../../../src/engine/install/compiler";
import { InstallError } from "../../../src/engine/install/installError";
import { withScratch } from "../../support/setup/scratch";

describe("the C++ compiler", () => {
  it(
    "is the one CXX names, with its arguments, before g++ and clang++",
    withScratch((scratch) => {
      const gcc = scratch.program("bin/g++", "");
      const clang = scratch.program("bin/clang++", "");
      const env = { PATH: scratch.at("bin") };
      assert.equal(findCompiler(env)?.command, gcc);
      const named = findCompiler({ ...env, CXX: "clang++ -stdlib=libc++" });
      assert.deepEqual([named?.command, named?.args], [clang, ["-stdlib=libc++"]]);
    }),
  );

  it(
    "comes from PyPI where the machine has none, once",
    withScratch(async (scratch) => {
      const make = '/bin/mkdir -p "$2/ziglang"';
      const python = scratch.program(
        "python",
        `echo x >> ${scratch.at("calls")}; while [ "$1" != --target ]; do shift; done; ${make}`,
      );
      const options = { home: scratch.at("home"), python, env: { PATH: scratch.at("empty") } };
      const first = await requireCompiler(options);
      assert.equal(first.command, scratch.at("home", "engine", "ziglang-0.15.2", "ziglang", "zig"));
      assert.deepEqual(await requireCompiler(options), first);
      assert.equal(readFileSync(scratch.at("calls"), "utf8"), "x\n");
    }),
  );

  it(
    "is missed with the remedy when PyPI is out of reach too",
    withScratch(async (scratch) => {
      mkdirSync(scratch.at("empty"));
      const python = scratch.program("python", "echo 'ERROR: No matching distribution found for ziglang' >&2; exit 1");
      const attempt = requireCompiler({ home: scratch.at("home"), python, env: { PATH: scratch.at("empty") } });
      await assert.rejects(attempt, (error: unknown) => {
        assert.ok(error instanceof InstallError);
        assert.match(
          error.reason,
          /^there is no C\+\+ compiler \(g\+\+, clang\+\+\), and ziglang could not be fetched: the package registry/,
        );
        assert.match(error.remedy, /apt-get install g\+\+/);
        return true;
      });
    }),
  );
});
