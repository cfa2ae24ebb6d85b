import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import type { BuildOutcome } from "../../../../src/kernel/language/reload/buildRequest";
import { ProjectBuild, ProjectBuildError } from "../../../../src/kernel/language/reload/projectBuild";
import { Scratch } from "./scratch";

const options = { rootDir: "src", outDir: "dist", target: "ES2022", module: "CommonJS", incremental: true, types: [] };

describe("the build of a project", function () {
  this.timeout(60_000);
  this.slow(20_000);
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
    scratch.write("tsconfig.json", JSON.stringify({ compilerOptions: options, include: ["src"] }));
    scratch.write("src/a.ts", "export const a: number = 1;\n");
    scratch.write("src/b.ts", 'import { a } from "./a";\nexport const b: number = a;\n');
    scratch.write("src/other.ts", "export const other = 1;\n");
  });
  afterEach(() => scratch.remove());

  function open(): ProjectBuild {
    scratch.write("node_modules/.keep", "");
    symlinkSync(dirname(require.resolve("typescript/package.json")), scratch.path("node_modules/typescript"));
    return new ProjectBuild(scratch.path("tsconfig.json"));
  }
  const build = (project: ProjectBuild, output = "dist/a.js"): BuildOutcome =>
    project.build({
      saved: [{ source: scratch.path("src/a.ts"), outputs: [scratch.path(output)] }],
      loaded: [scratch.path("src/b.ts")],
    });
  const built = (name: string): string => readFileSync(scratch.path(name), "utf8");

  it("writes what tsc would, with build info, and leaves files whose text does not change as they are", () => {
    const project = open();
    assert.deepEqual(build(project), { kind: "built", foreign: [] });
    assert.match(built("dist/b.js"), /exports\.b = a_1\.a/);
    assert.ok(
      existsSync(scratch.path("dist/tsconfig.tsbuildinfo")) || existsSync(scratch.path("tsconfig.tsbuildinfo")),
    );
    const { mtimeMs } = statSync(scratch.path("dist/b.js"));
    scratch.write("src/a.ts", "export const a: number = 2;\n", 2000);
    assert.deepEqual(build(project), { kind: "built", foreign: [] });
    assert.match(built("dist/a.js"), /exports\.a = 2/);
    assert.equal(statSync(scratch.path("dist/b.js")).mtimeMs, mtimeMs);
  });

  it("refuses as long as a loaded file or what it imports is wrong, again and again, and writes nothing", () => {
    const project = open();
    build(project);
    scratch.write("src/a.ts", 'export const a: string = "1";\n', 2000);
    for (let times = 0; times < 2; times++) {
      const outcome = build(project);
      assert.equal(outcome.kind, "refused");
      assert.deepEqual(outcome.kind === "refused" && outcome.findings.map(({ line, code }) => [line, code]), [
        [2, 2322],
      ]);
    }
    assert.match(built("dist/a.js"), /exports\.a = 1/);
    scratch.write("src/other.ts", 'export const other: number = "wrong, but nobody loads it";\n', 3000);
    scratch.write("src/a.ts", "export const a = 3;\n", 3000);
    assert.equal(build(project).kind, "built");
    assert.match(built("dist/a.js"), /exports\.a = 3/);
  });

  it("knows when what is loaded comes from another builder", () => {
    assert.deepEqual(build(open(), "bundle/a.js"), { kind: "built", foreign: [scratch.path("src/a.ts")] });
  });

  it("needs a compiler beside the project", () => {
    assert.throws(() => new ProjectBuild(scratch.path("tsconfig.json")), ProjectBuildError);
    scratch.write("node_modules/typescript/index.js", 'exports.version = "7.0.2";');
    assert.throws(() => new ProjectBuild(scratch.path("tsconfig.json")), /TypeScript 7\.0\.2 cannot be asked to build/);
  });
});
