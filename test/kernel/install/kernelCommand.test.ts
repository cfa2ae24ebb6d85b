import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { places } from "../../../src/workbook/places";
import { type Scratch, withScratch } from "../../support/setup/scratch";

const file = path.resolve(__dirname, "../../../src/kernel/cli.js");

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The kernel's own command line, in a home and with a search path of the test. */
function kernel(scratch: Scratch, args: string[], env: NodeJS.ProcessEnv = {}): Ran {
  return spawnSync(process.execPath, [file, "kernel", ...args], {
    encoding: "utf8",
    env: { HOME: scratch.folder, PATH: scratch.at("bin"), ...env },
  });
}

describe("the kernel's own command line", () => {
  it(
    "installs for the account when no place is named, tells where, and removes it again",
    withScratch((scratch) => {
      const folder = scratch.at(".local/share/jupyter/kernels/contrastbook");
      const { status, stdout } = kernel(scratch, ["install"]);
      assert.equal(status, 0);
      assert.equal(stdout.split("\n")[0], `installed contrastbook, "TypeScript (contrastbook)", in ${folder}`);
      assert.equal(kernel(scratch, ["list"]).stdout, `contrastbook\tTypeScript (contrastbook)\t${folder}\n`);
      assert.equal(kernel(scratch, ["uninstall", "--user"]).status, 0);
      assert.equal(kernel(scratch, ["list"]).stdout, "");
    }),
  );

  it(
    "installs into the active environment, and Jupyter there finds it with its name and variables",
    withScratch((scratch) => {
      const environment = scratch.at("env");
      const args = [
        "install",
        "--sys-prefix",
        "--name",
        "lab",
        "--env",
        "A=1=2",
        "--env",
        "B=",
        "--display-name",
        "Lab",
      ];
      assert.equal(kernel(scratch, args, { VIRTUAL_ENV: environment }).status, 0);
      const spec = JSON.parse(
        readFileSync(path.join(environment, "share/jupyter/kernels/lab/kernel.json"), "utf8"),
      ) as { env: unknown };
      assert.deepEqual(spec.env, { A: "1=2", B: "" });
      const listed = spawnSync(places().python, ["-m", "jupyter", "kernelspec", "list", "--json"], {
        encoding: "utf8",
        env: { HOME: scratch.folder, JUPYTER_PATH: path.join(environment, "share/jupyter") },
      });
      const { kernelspecs } = JSON.parse(listed.stdout) as {
        kernelspecs: Record<string, { spec: { display_name: string } }>;
      };
      assert.equal(kernelspecs.lab?.spec.display_name, "Lab");
    }),
  );

  it(
    "tells of another kernel of that name, which a Jupyter may take instead",
    withScratch((scratch) => {
      const env = { VIRTUAL_ENV: scratch.at("env") };
      const first = kernel(scratch, ["install", "--sys-prefix"], env).stdout;
      assert.doesNotMatch(first, /^mind/m);
      const { stdout } = kernel(scratch, ["install"], env);
      assert.match(stdout, /^mind: there is another contrastbook in \S*env\/share\/jupyter\/kernels\/contrastbook; /m);
    }),
  );

  it(
    "says where the kernel is that an uninstall did not find",
    withScratch((scratch) => {
      kernel(scratch, ["install", "--prefix", scratch.at("env")]);
      const { status, stderr } = kernel(scratch, ["uninstall"], { CONDA_PREFIX: scratch.at("env") });
      assert.equal(status, 1);
      assert.match(stderr, /^there is no kernel contrastbook in .*\nthere is one in .*env\/share\/jupyter\/kernels/);
    }),
  );

  it(
    "refuses two places, a variable without a value, and a stranger's name, in one sentence each",
    withScratch((scratch) => {
      const refused = (...args: string[]): string => {
        const { status, stderr } = kernel(scratch, args);
        assert.notEqual(status, 0, args.join(" "));
        return stderr;
      };
      assert.match(
        refused("install", "--user", "--prefix", "x"),
        /'--user' cannot be used with option '--prefix <folder>'/,
      );
      assert.match(refused("install", "--env", "A"), /KEY=VALUE is needed/);
      assert.equal(kernel(scratch, ["install", "--env", "A"]).status, 2);
      scratch.write(".local/share/jupyter/kernels/python3/kernel.json", "{}");
      assert.match(
        refused("install", "--name", "python3"),
        /^kernelspec: \S+ is another kernel and is left alone;.*\n$/,
      );
      assert.match(refused("uninstall", "--name", "python3"), /^kernelspec: \S+ is not one of contrastbook.*\n$/);
    }),
  );

  it(
    "explains its places to a newcomer",
    withScratch((scratch) => {
      const { stdout } = kernel(scratch, ["install", "--help"]);
      for (const words of ["--user .*for your account", "--sys-prefix .*active Python", "Without a place: for your"]) {
        assert.match(stdout, new RegExp(words));
      }
    }),
  );
});
