import assert from "node:assert/strict";
import { prefixFolder } from "../../../src/kernel/install/jupyterFolders";
import { installKernelSpec } from "../../../src/kernel/install/kernelSpec";
import { examineKernelSpecs } from "../../../src/workbook/doctor/examineKernelSpecs";
import { places } from "../../../src/workbook/places";
import { withScratch } from "../../support/setup/scratch";

describe("the doctor's look at the kernelspecs", () => {
  it(
    "finds ours in .venv and elsewhere, and says which cannot start",
    withScratch((scratch) => {
      const here = places(scratch.at("checkout"), {});
      const env = { HOME: scratch.at("home"), PATH: scratch.at("bin") };
      const look = (): string[] => examineKernelSpecs(here, env).map(({ state, value }) => `${state}: ${value}`);
      assert.deepEqual(look(), ["broken: Jupyter does not know our kernel"]);

      const own = installKernelSpec({ jupyter: prefixFolder(here.venv) });
      const other = installKernelSpec({
        jupyter: scratch.at("home/.local/share/jupyter"),
        name: "old",
        node: "/gone/node",
      });
      assert.deepEqual(look(), [
        `ok: contrastbook, "TypeScript (contrastbook)" (${own})`,
        `note: old, "TypeScript (old)" (${other}) cannot start: /gone/node is not there any more`,
      ]);

      installKernelSpec({ jupyter: prefixFolder(here.venv), node: "/gone/node" });
      assert.match(look()[0] ?? "", /^broken: contrastbook.* cannot start: \/gone\/node/);
    }),
  );
});
