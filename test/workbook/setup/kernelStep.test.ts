import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { places } from "../../../src/workbook/places";
import { kernelSpecOptions, kernelStep } from "../../../src/workbook/setup/kernelStep";
import { withScratch } from "../../support/setup/scratch";

describe("the step that tells Jupyter of the kernel", () => {
  it(
    "writes the kernelspec into .venv only, with this Node and the engine's settings first",
    withScratch(async (scratch) => {
      const here = places(scratch.folder, {});
      mkdirSync(here.venv);
      const step = kernelStep(here);
      assert.equal(step.check(), "telling Jupyter of the TypeScript kernel");
      await step.run(() => undefined);
      assert.equal(step.check(), undefined);
      const spec = JSON.parse(readFileSync(`${here.venv}/share/jupyter/kernels/contrastbook/kernel.json`, "utf8")) as {
        argv: string[];
      };
      assert.equal(spec.argv[0], process.execPath);
      assert.ok(spec.argv.includes(`${here.root}/dist/src/engine/environment.js`));
    }),
  );

  const envOf = (env: NodeJS.ProcessEnv): unknown => kernelSpecOptions(places("/x", {}), env).env;

  it("hands CONTRASTBOOK_HOME on to the kernel", () => {
    assert.deepEqual(envOf({ CONTRASTBOOK_HOME: "/big/disk", CONTRASTBOOK_HISTORY: "off" }), {
      CONTRASTBOOK_HISTORY: "off",
      CONTRASTBOOK_HOME: "/big/disk",
    });
  });

  it("keeps the kernel's history in the checkout, unless CONTRASTBOOK_HISTORY says otherwise", () => {
    assert.deepEqual(envOf({}), { CONTRASTBOOK_HISTORY: "/x/.contrastbook/history.jsonl" });
    assert.deepEqual(envOf({ CONTRASTBOOK_HISTORY: "/y/z.jsonl" }), { CONTRASTBOOK_HISTORY: "/y/z.jsonl" });
  });
});
