import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Language } from "../../../src/kernel/language/language";
import { createTypeScriptLanguage } from "../../../src/kernel/language/typescript/typeScriptLanguage";

const run = { executionCount: 1, enter: () => undefined, leave: () => undefined };

describe("modules in cells", function () {
  this.timeout(30_000);
  const home = process.cwd();
  let folder: string;
  let language: Language;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const install = (name: string, packageJson: object, files: Record<string, string>): void => {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", ...packageJson }));
    for (const [path, text] of Object.entries(files)) write(`node_modules/${name}/${path}`, text);
  };

  before(() => {
    folder = mkdtempSync(join(home, "dist", "modules-"));
    install(
      "esm-only",
      { type: "module", exports: { ".": { types: "./lib/i.d.ts", import: "./lib/i.js" }, "./sub": "./lib/sub.js" } },
      {
        "lib/i.js": "export const one = 1; export default class Thing { v = 2 }",
        "lib/i.d.ts": "export declare const one: number; export default class Thing { v: number }",
        "lib/sub.js": "export const sub = await Promise.resolve(3);",
      },
    );
    install("plain", { main: "m.js" }, { "m.js": "module.exports = (n) => n + 1; module.exports.extra = 4;" });
    install(
      "compiled",
      { main: "m.js" },
      {
        "m.js": 'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = 5; exports.six = 6;',
        "m.d.ts": "declare const five: number; export default five; export declare const six: number;",
      },
    );
    install(
      "dual",
      { exports: { import: "./m.mjs", require: "./m.cjs" } },
      {
        "m.mjs": "export const kind = 'esm'; export default 1",
        "m.cjs": "exports.kind = 'cjs'",
      },
    );
    write("data.json", '{ "rows": [1, 2] }');
    write("side.ts", "(globalThis as any).side = ((globalThis as any).side ?? 0) + 1;\n");
    write("types.ts", "export interface Row { n: number }\nexport const row: Row = { n: 1 };\n");
    write("package.json", '{ "name": "here", "imports": { "#rows": "./data.json" } }');
    process.chdir(folder);
    language = createTypeScriptLanguage();
  });
  after(() => {
    process.chdir(home);
    language.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => language.reset());
  const execute = async (code: string): Promise<unknown> => (await language.execute(code, run)).value;

  for (const [what, code, expected] of [
    ["a package that only import() can load", 'import Thing, { one } from "esm-only"; [new Thing().v, one]', [2, 1]],
    ["all of such a package", 'import * as all from "esm-only"; [all.one, typeof all.default]', [1, "function"]],
    ["a part of it, without types", 'import { sub } from "esm-only/sub"; sub', 3],
    ["it by import()", '(await import("esm-only")).one', 1],
    ["a name that is computed", 'const name = "esm-" + "only"; (await import(name)).one', 1],
    ["CommonJS without types", 'import inc, { extra } from "plain"; [inc(1), extra]', [2, 4]],
    ["all of CommonJS", 'import * as all from "plain"; [all.default(1), all.extra]', [2, 4]],
    ["CommonJS by =", 'import inc = require("plain"); inc(2)', 3],
    ["CommonJS by import()", 'const m = await import("plain"); [m.default(1), m.extra]', [2, 4]],
    ["compiled CommonJS", 'import five, { six } from "compiled"; [five, six]', [5, 6]],
    ["of two builds that for require", 'import { kind } from "dual"; kind', "cjs"],
    ["JSON", 'import data from "./data.json"; data.rows.length', 2],
    ["JSON by the project's imports", 'import data from "#rows"; data.rows[1]', 2],
    ["for the effects only, once", 'import "./side"; import "./side.ts"; (globalThis as any).side', 1],
    [
      "types only",
      'import type { Row } from "./types"; import { type Row as R } from "./types"; const r: Row & R = { n: 1 }; r',
      { n: 1 },
    ],
    [
      "files by each of their names",
      'import { row as a } from "./types"; import { row as b } from "./types.js"; import { row as c } from "./types.ts"; [a === b, b === c]',
      [true, true],
    ],
    [
      "modules of Node",
      'import fs, { existsSync } from "node:fs"; import * as path from "path"; [fs.existsSync === existsSync, path.sep]',
      [true, "/"],
    ],
    [
      "what is imported last in the cell",
      'const early = join("a", "b"); import { join } from "node:path"; early',
      "a/b",
    ],
  ] as const) {
    it(`imports ${what}: ${code}`, async () => assert.deepEqual(await execute(code), expected));
  }

  it("checks their types", async () => {
    await assert.rejects(execute('import { one } from "esm-only"; one.toUpperCase()'), /toUpperCase/);
    await assert.rejects(execute('import data from "./data.json"; data.columns'), /columns/);
    await assert.rejects(execute('import { two } from "esm-only"'), /no exported member 'two'/);
  });

  it("keeps what was imported, with its type, for later cells", async () => {
    await execute('import Thing, { one as uno } from "esm-only"');
    assert.equal(await execute("new Thing().v + uno"), 3);
    await assert.rejects(execute("uno.length"), /'length' does not exist on type 'number'/);
  });

  it("finds a package that was installed while the kernel runs", async () => {
    const cell = 'import { late } from "installed-late"; late';
    await assert.rejects(execute(cell), /Cannot find module 'installed-late'/);
    install(
      "installed-late",
      { main: "m.js", types: "m.d.ts" },
      {
        "m.js": "exports.late = 9",
        "m.d.ts": "export declare const late: number;",
      },
    );
    assert.equal(await execute(cell), 9);
  });

  it("tells the error of a module that fails as it is loaded", async () => {
    install("broken", { type: "module", exports: "./m.js" }, { "m.js": "throw new Error('broken inside')" });
    await assert.rejects(execute('import "broken"'), /broken inside/);
  });
});
