import assert from "node:assert/strict";
import { examineSetup } from "../../../src/workbook/doctor/examineSetup";
import { examineTools } from "../../../src/workbook/doctor/examineTools";
import { tableOf } from "../../../src/workbook/doctor/finding";
import { places } from "../../../src/workbook/places";
import { setupSteps } from "../../../src/workbook/setup/setupSteps";
import { withScratch } from "../../support/setup/scratch";

describe("the doctor", () => {
  it("aligns its table and puts the remedy below the fault", () => {
    const table = tableOf([
      { subject: "npm", state: "ok", value: "11" },
      { subject: "TensorFlow", state: "broken", value: "does not open", remedy: "npm run setup" },
    ]);
    assert.equal(table, "✓ npm         11\n✗ TensorFlow  does not open\n              → npm run setup");
  });

  it(
    "names every missing step of a bare checkout, and what to do",
    withScratch((scratch) => {
      const steps = setupSteps(places(scratch.folder, {}));
      const states = new Map(examineSetup(steps).map(({ subject, state, remedy }) => [subject, `${state}: ${remedy}`]));
      for (const name of ["python", "jupyter", "tensorflow", "kernel"]) {
        assert.equal(states.get(`set-up: ${name}`), "broken: npm run setup", name);
      }
    }),
  );

  it("finds nothing missing in this checkout", () => {
    const missing = examineSetup(setupSteps(places())).filter(({ state }) => state !== "ok");
    assert.deepEqual(missing, []);
  });

  it(
    "works on a bare checkout: what is not there is broken, the rest is told",
    withScratch(async (scratch) => {
      const findings = await examineTools(places(scratch.folder, {}));
      const state = Object.fromEntries(findings.map((finding) => [finding.subject, finding.state]));
      assert.deepEqual(
        [state["Node.js"], state.npm, state.Jupyter, state.kernelspec],
        ["ok", "ok", "broken", "broken"],
      );
    }),
  );

  it("tells the versions of this checkout", async () => {
    const findings = await examineTools(places());
    const value = (subject: string): string | undefined =>
      findings.find((finding) => finding.subject === subject)?.value;
    assert.match(
      value("Jupyter") ?? "",
      /^jupyterlab 4\.6\.\d+, nbclient [\d.]+, plotly 7\.1\.\d+ on Python 3\.\d+\.\d+ in \.venv$/,
    );
    assert.match(value("TypeScript") ?? "", /^5\.9\.\d$/);
    assert.match(value("kernelspec") ?? "", /^contrastbook, "TypeScript \(contrastbook\)"/);
  });
});
