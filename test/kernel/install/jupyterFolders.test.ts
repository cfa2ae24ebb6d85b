import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { environmentFolder, knownFolders, prefixFolder, userFolder } from "../../../src/kernel/install/jupyterFolders";
import { places } from "../../../src/workbook/places";
import { withScratch } from "../../support/setup/scratch";

const { python, venv } = places();

/** What Jupyter itself says, started with exactly these variables. */
function jupyterSays(expression: string, env: NodeJS.ProcessEnv): string {
  const script = `from jupyter_core.paths import jupyter_data_dir, jupyter_path\nprint(${expression})`;
  return spawnSync(python, ["-c", script], { encoding: "utf8", env }).stdout.trim();
}

describe("the folders of Jupyter", () => {
  for (const [what, env] of [
    ["the home alone", { HOME: "/home/ada" }],
    ["XDG_DATA_HOME", { HOME: "/home/ada", XDG_DATA_HOME: "/data" }],
    ["JUPYTER_DATA_DIR", { HOME: "/home/ada", XDG_DATA_HOME: "/data", JUPYTER_DATA_DIR: "/jupyter" }],
  ] as const) {
    it(`are for an account the one that Jupyter itself uses: ${what}`, () => {
      assert.equal(userFolder(env), jupyterSays("jupyter_data_dir()", env));
    });
  }

  it("are on macOS and Windows where Jupyter's documentation has them", () => {
    assert.equal(userFolder({ HOME: "/Users/ada" }, "darwin"), "/Users/ada/Library/Jupyter");
    assert.match(userFolder({ APPDATA: "C:\\Roaming" }, "win32"), /^C:\\Roaming[\\/]jupyter$/);
  });

  it("are known all, so that a list misses no kernel that Jupyter finds", () => {
    const env = { PATH: `${join(venv, "bin")}:/usr/bin`, HOME: "/home/ada", JUPYTER_PATH: "/extra:/more" };
    const searched = jupyterSays('"\\n".join(jupyter_path())', { ...env, PYTHONNOUSERSITE: "1" }).split("\n");
    assert.deepEqual([...knownFolders(env)].sort(), searched.sort());
  });

  it("are those of the active environment: venv, then conda, then the first python3 on the path", () => {
    const search = { PATH: `${join(venv, "bin")}:/usr/bin` };
    assert.equal(environmentFolder({ ...search, VIRTUAL_ENV: "/v", CONDA_PREFIX: "/c" }), "/v/share/jupyter");
    assert.equal(environmentFolder({ ...search, CONDA_PREFIX: "/c" }), "/c/share/jupyter");
    assert.equal(environmentFolder(search), prefixFolder(venv));
  });

  it(
    "are asked for by name where there is no Python",
    withScratch((scratch) => {
      assert.throws(() => environmentFolder({ PATH: scratch.folder }), {
        name: "KernelSpecError",
        message: /no python3 on the path; activate the one with Jupyter, or name it: --prefix/,
      });
    }),
  );
});
