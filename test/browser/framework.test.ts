import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { CellOutput, Lab, LabNotebook } from "../support/jupyterLab";
import { sharedLab } from "./sharedLab";

const file = path.resolve(__dirname, "../../../notebooks/simclr/01-framework.ipynb");
const plotly = "application/vnd.plotly.v1+json";

interface Cell {
  cell_type: string;
  source: string[];
  outputs?: CellOutput[];
}

/** Claims and their outcomes, from the table that the verdict cell shows. */
function outcomes(outputs: readonly CellOutput[]): string[] {
  const text = outputs.map(({ data }) => String([data?.["text/plain"]].flat().join(""))).join("\n");
  return [...text.matchAll(/(S\d) .*(holds|refuted|notVisible)/g)].map(([, claim, outcome]) => `${claim} ${outcome}`);
}

describe("the notebook simclr/01-framework in a browser", function () {
  this.timeout(900_000);
  let lab: Lab;
  let notebook: LabNotebook;
  let saved: { outputs: CellOutput[] }[];

  before(async () => {
    lab = await sharedLab();
    notebook = await lab.openNotebook(file);
    await notebook.runAll({ timeoutMs: 840_000 });
    saved = await notebook.save();
  });

  after(async () => lab?.endKernels());

  it("comes to the verdict that the committed notebook shows, without an error", () => {
    const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: Cell[] };
    const committed = cells.filter(({ cell_type }) => cell_type === "code");
    assert.deepEqual(
      saved.flatMap(({ outputs }) => outputs.filter(({ output_type }) => output_type === "error")),
      [],
    );
    const expected = outcomes(committed.at(-1)?.outputs ?? []);
    assert.deepEqual([...new Set(expected.map((line) => line.slice(0, 2)))], ["S1", "S2"]);
    assert.deepEqual(outcomes(saved.at(-1)?.outputs ?? []), expected);
  });

  it("shows its pictures, and its figures are drawn by plotly under the mouse", async () => {
    const showing = (type: string): number[] =>
      saved.flatMap(({ outputs }, n) => (outputs.some(({ data }) => data && type in data) ? [n] : []));
    const figures = showing(plotly);
    assert.equal(figures.length, 3);
    for (const cell of figures) {
      // Beside the figure a cell may print, and show its progress.
      const drawing = lab.page.locator("img, .plot-container");
      const area = notebook.outputArea(cell).filter({ has: drawing }).first();
      await area.scrollIntoViewIfNeeded();
      await area.hover();
      await area.locator(".plot-container .main-svg").first().waitFor({ timeout: 20_000 });
    }
    await notebook.cell(figures[1]).scrollIntoViewIfNeeded();
    console.log(`      screenshot: ${await lab.screenshot("framework")}`);
    const pictures = showing("image/png").filter((cell) => !figures.includes(cell));
    assert.ok(pictures.length >= 3);
    for (const cell of pictures) assert.ok(await notebook.outputArea(cell).locator("img").isVisible());
  });
});
