import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import path from "node:path";
import { once } from "node:events";
import { type Scratch, withScratch } from "../support/setup/scratch";

const source = path.resolve(__dirname, "../../../src/workbook");

/** A checkout with the real bootstrap, an npm that makes a fake TypeScript, and a command line that tells its arguments. */
class Checkout {
  readonly root: string;
  /** What the fake npm does in node_modules; change it to make it fail. */
  npm = 'mkdir -p node_modules/typescript/bin && cp tsc.fake node_modules/typescript/bin/tsc && echo npm "$@" >> calls';

  constructor(readonly scratch: Scratch) {
    this.root = scratch.at("checkout");
    cpSync(path.join(source, "bootstrap"), path.join(this.root, "src/workbook/bootstrap"), { recursive: true });
    cpSync(path.join(source, "bootstrap.mjs"), path.join(this.root, "src/workbook/bootstrap.mjs"));
    this.write("package-lock.json", "{}");
    this.write("tsconfig.json", "{}");
    this.write("src/a.ts", "a");
    this.write("test/a.test.ts", "a");
    this.write(
      "tsc.fake",
      `const fs = require("fs");
       fs.appendFileSync("calls", "tsc\\n");
       if (fs.readFileSync("src/a.ts", "utf8") === "wrong") { console.log("src/a.ts(1,1): error TS1: wrong"); process.exit(2); }
       fs.mkdirSync("dist/src/workbook", { recursive: true });
       fs.mkdirSync("dist/test", { recursive: true });
       for (const name of ["src/a", "test/a.test"]) for (const end of [".js", ".d.ts", ".js.map"]) fs.writeFileSync("dist/" + name + end, "");
       fs.writeFileSync("dist/src/workbook/cli.js", "exports.runCommandLine = async (args) => (console.log('cli', ...args), 7)");`,
    );
    this.write("src/workbook/cli.ts", "");
  }

  write(name: string, content: string): void {
    this.scratch.write(path.join("checkout", name), content);
  }

  has(name: string): boolean {
    return existsSync(path.join(this.root, name));
  }

  calls(): string[] {
    const file = path.join(this.root, "calls");
    const lines = this.has("calls") ? readFileSync(file, "utf8").trim().split("\n") : [];
    rmSync(file, { force: true });
    return lines;
  }

  environment(): NodeJS.ProcessEnv {
    this.scratch.program("bin/npm", this.npm);
    return { PATH: `${this.scratch.at("bin")}:/usr/bin:/bin` };
  }

  run(
    args: string[] = ["notebooks", "--execute"],
    node: string[] = [],
    env = this.environment(),
  ): { status: number | null; text: string } {
    const line = [...node, path.join(this.root, "src/workbook/bootstrap.mjs"), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, line, { env, encoding: "utf8" });
    return { status, text: stdout + stderr };
  }
}

const withCheckout = (body: (checkout: Checkout) => Promise<void> | void): (() => Promise<void>) =>
  withScratch((scratch) => body(new Checkout(scratch)));

describe("the bootstrap of a bare clone", () => {
  it(
    "installs, builds and hands over its arguments and the exit status",
    withCheckout((checkout) => {
      const { status, text } = checkout.run();
      assert.equal(status, 7);
      assert.match(
        text,
        /^… npm packages: npm ci\n✓ npm packages \(\d+ s\)\n… build: TypeScript\n✓ build \(\d+ s\)\ncli notebooks --execute\n$/,
      );
      assert.deepEqual(checkout.calls(), ["npm ci --include=dev --no-progress", "tsc"]);
      assert.equal(readlinkSync(path.join(checkout.root, "node_modules/contrastbook")), "..");
      assert.ok(!checkout.has(".contrastbook/setup.lock"));
    }),
  );

  it(
    "does neither the second time",
    withCheckout((checkout) => {
      checkout.run();
      checkout.calls();
      assert.equal(checkout.run(["start"]).text, "cli start\n");
      assert.deepEqual(checkout.calls(), []);
    }),
  );

  it(
    "installs again when the lock file changed, and builds when a source did",
    withCheckout((checkout) => {
      checkout.run();
      checkout.calls();
      checkout.write("src/a.ts", "b");
      checkout.run();
      assert.deepEqual(checkout.calls(), ["tsc"]);
      checkout.write("package-lock.json", "{ }");
      checkout.run();
      assert.deepEqual(checkout.calls(), ["npm ci --include=dev --no-progress", "tsc"]);
    }),
  );

  it(
    "only looks when it is asked for the doctor",
    withCheckout((checkout) => {
      checkout.run();
      checkout.calls();
      checkout.write("node_modules/commander/package.json", "{}");
      checkout.write("src/a.ts", "b");
      checkout.write("package-lock.json", "{ }");
      assert.equal(checkout.run(["doctor"]).text, "cli doctor\n");
      assert.deepEqual(checkout.calls(), []);
    }),
  );

  it(
    "notices an npm ci that was killed half way",
    withCheckout((checkout) => {
      const npm = checkout.npm;
      checkout.npm = `${npm}; kill -9 $$`;
      assert.equal(checkout.run().status, 1);
      assert.ok(checkout.has("node_modules/typescript/bin/tsc"));
      checkout.calls();
      checkout.npm = npm;
      checkout.run();
      assert.deepEqual(checkout.calls(), ["npm ci --include=dev --no-progress", "tsc"]);
    }),
  );

  it(
    "removes what has no source any more from dist, so that no dead test runs",
    withCheckout((checkout) => {
      checkout.run();
      for (const name of ["dist/test/old.test.js", "dist/test/old.test.js.map", "dist/src/old.d.ts"])
        checkout.write(name, "");
      rmSync(path.join(checkout.root, "test/a.test.ts"));
      checkout.run();
      const stale = ["dist/test/old.test.js", "dist/test/old.test.js.map", "dist/src/old.d.ts", "dist/test/a.test.js"];
      assert.deepEqual(
        stale.filter((name) => checkout.has(name)),
        [],
      );
      assert.ok(checkout.has("dist/src/a.js") && checkout.has("dist/src/a.d.ts"));
    }),
  );

  it(
    "shows the compiler's words and does not start what is broken",
    withCheckout((checkout) => {
      checkout.write("src/a.ts", "wrong");
      for (const { status, text } of [checkout.run(), checkout.run()]) {
        assert.equal(status, 1);
        assert.match(
          text,
          /✗ build: the sources do not compile:\nsrc\/a\.ts\(1,1\): error TS1: wrong\.\n {2}Mend them and start again\.\n$/,
        );
      }
    }),
  );

  for (const version of ["v18.20.4", "v20.18.3", "v21.7.0", "v22.12.0", "v23.1.0"]) {
    it(
      `refuses Node ${version} before it does anything`,
      withCheckout((checkout) => {
        const fake = `Object.defineProperty(process, "version", { value: "${version}" });`;
        checkout.write("version.cjs", fake);
        const { status, text } = checkout.run(["start"], ["--require", path.join(checkout.root, "version.cjs")]);
        assert.equal(status, 1);
        const head = `✗ node: contrastbook needs Node.js ^20.19 || ^22.13 || >=24, and this is ${version}.\n`;
        assert.equal(text, `${head}  Install a supported one (with nvm: \`nvm install 22\`) and start again.\n`);
        assert.deepEqual(checkout.calls(), []);
      }),
    );
  }

  it(
    "says that npm is missing",
    withCheckout((checkout) => {
      const { status, text } = checkout.run(["start"], [], { PATH: checkout.scratch.at("nowhere") });
      assert.equal(status, 1);
      assert.match(
        text,
        /✗ npm packages: there is no npm on the search path\.\n {2}Install npm \(it comes with Node\.js\)/,
      );
    }),
  );

  const failures = [
    ["the npm registry could not be reached", "npm error code ENOTFOUND", /proxy.*npm config get registry/],
    ["the disk is full", "npm error ENOSPC: no space left on device", /Free some space/],
    [
      "npm ci failed:\nnpm error Missing: x from lock file",
      "npm error Missing: x from lock file",
      /Mend what npm says/,
    ],
  ] as const;
  for (const [cause, words, remedy] of failures) {
    it(
      `explains why npm ci failed: ${cause.split(":")[0]}`,
      withCheckout((checkout) => {
        checkout.npm = `echo '${words}' >&2; exit 1`;
        const { status, text } = checkout.run();
        assert.equal(status, 1);
        assert.ok(text.includes(`✗ npm packages: ${cause}`), text);
        assert.match(text, remedy);
      }),
    );
  }

  it(
    "waits for another set-up in the same checkout, and takes over when that was killed",
    withCheckout(async (checkout) => {
      checkout.run();
      const holder = spawn(process.execPath, [
        "--input-type=module",
        "-e",
        `import { acquireLock } from ${JSON.stringify(path.join(checkout.root, "src/workbook/bootstrap/lock.mjs"))};
       await acquireLock(${JSON.stringify(path.join(checkout.root, ".contrastbook/setup.lock"))});
       console.log("held"); setInterval(() => {}, 1000);`,
      ]);
      await once(holder.stdout, "data");
      const waiting = spawn(process.execPath, [path.join(checkout.root, "src/workbook/bootstrap.mjs"), "start"], {
        env: checkout.environment(),
      });
      let text = "";
      waiting.stdout.setEncoding("utf8").on("data", (more: string) => (text += more));
      await once(waiting.stdout, "data");
      assert.equal(text, `… waiting for the set-up that process ${holder.pid} runs in this checkout\n`);
      holder.kill("SIGKILL");
      const [status] = (await once(waiting, "close")) as [number];
      assert.equal(status, 7);
      assert.match(text, /cli start\n$/);
    }),
  );
});
