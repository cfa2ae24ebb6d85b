import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { packKernel } from "../../../src/workbook/package/packKernel";
import { places } from "../../../src/workbook/places";

const { root, python } = places();

const runCells = `
import json, os, sys
import nbformat
from nbclient import NotebookClient
cells = [nbformat.v4.new_code_cell(code) for code in json.loads(sys.argv[1])]
notebook = nbformat.v4.new_notebook(cells=cells)
NotebookClient(notebook, kernel_name="contrastbook", allow_errors=True, timeout=60).execute()
print(json.dumps([cell.outputs for cell in cells]))
`;

interface Output {
  text?: string;
  data?: Record<string, string>;
  ename?: string;
  evalue?: string;
}

describe("the kernel's own package, installed in an empty folder", function () {
  this.timeout(240_000);
  this.slow(60_000);
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "contrastbook-alone-")));
  const project = path.join(folder, "project");
  const prefix = path.join(folder, "environment");
  const env = {
    PATH: process.env.PATH,
    HOME: path.join(folder, "home"),
    JUPYTER_PATH: path.join(prefix, "share", "jupyter"),
    // where the packages come from is the business of this machine's npm
    npm_config_userconfig: process.env.npm_config_userconfig ?? path.join(homedir(), ".npmrc"),
    npm_config_registry: process.env.npm_config_registry,
  };

  function run(command: string, args: string[], cwd = project): SpawnSyncReturns<string> {
    const done = spawnSync(command, args, { cwd, env, encoding: "utf8" });
    assert.equal(done.status, 0, `${command} ${args.join(" ")}\n${done.stdout}${done.stderr}${done.error ?? ""}`);
    return done;
  }
  const cells = (...code: string[]): Output[][] =>
    JSON.parse(run(python, ["-c", runCells, JSON.stringify(code)]).stdout) as Output[][];
  const mainFile = (): string => {
    const spec = readFileSync(path.join(prefix, "share/jupyter/kernels/contrastbook/kernel.json"), "utf8");
    return (JSON.parse(spec) as { argv: string[] }).argv.find((part) => part.endsWith("main.js")) ?? "";
  };

  before(async () => {
    mkdirSync(env.HOME);
    mkdirSync(project);
    writeFileSync(path.join(project, "package.json"), '{"private":true}');
    const tarball = await packKernel(root, folder);
    run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", tarball]);
    const neighbour = path.join(project, "node_modules", "greeting");
    mkdirSync(neighbour);
    writeFileSync(path.join(neighbour, "package.json"), '{"name":"greeting","main":"index.js","types":"index.d.ts"}');
    writeFileSync(path.join(neighbour, "index.js"), "exports.greet = (name) => `hello, ${name}`;");
    writeFileSync(path.join(neighbour, "index.d.ts"), "export function greet(name: string): string;");
    run(path.join(project, "node_modules/.bin/contrastbook"), ["kernel", "install", "--prefix", prefix]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("runs cells: prints, the last value, a package of that folder, and what the package itself offers", () => {
    assert.ok(mainFile().startsWith(project), mainFile());
    const [printed, value, imported, own] = cells(
      'console.log("printed")',
      "const answer: number = await Promise.resolve(6 * 7); answer",
      'import { greet } from "greeting"; greet("ada")',
      'import { displayHost } from "contrastbook"; displayHost()!.signal.aborted',
    );
    assert.equal(printed?.[0]?.text, "printed\n");
    assert.equal(value?.[0]?.data?.["text/plain"], "42");
    assert.equal(imported?.[0]?.data?.["text/plain"], "'hello, ada'");
    assert.equal(own?.[0]?.data?.["text/plain"], "false");
  });

  it("refuses a type error against that package, and goes on", () => {
    const [refused, next] = cells(
      'import { greet } from "greeting"; console.log("must not run"); greet(1)',
      'import { readFileSync } from "node:fs"; typeof readFileSync',
    );
    assert.deepEqual(
      refused?.map(({ ename }) => ename),
      ["TypeScriptError"],
    );
    assert.match(refused?.[0]?.evalue ?? "", /'number' is not assignable to parameter of type 'string'/);
    assert.equal(next?.[0]?.data?.["text/plain"], "'function'");
  });

  it("goes on working after npx, which runs it from a cache, has thrown that cache away", () => {
    const cache = path.join(folder, "cache", "_npx", "5ca1ab1e");
    mkdirSync(cache, { recursive: true });
    renameSync(path.join(project, "node_modules"), path.join(cache, "node_modules"));
    run(path.join(cache, "node_modules/.bin/contrastbook"), ["kernel", "install", "--prefix", prefix]);
    // as after `npm cache npx rm`, but the neighbour is a package of the notebook's folder
    cpSync(path.join(cache, "node_modules/greeting"), path.join(project, "node_modules/greeting"), { recursive: true });
    rmSync(cache, { recursive: true });
    assert.ok(mainFile().startsWith(prefix), mainFile());
    const [value] = cells('import { greet } from "greeting"; greet("npx")');
    assert.equal(value?.[0]?.data?.["text/plain"], "'hello, npx'");
  });
});
