import assert from "node:assert/strict";
import path from "node:path";
import type { Locator } from "playwright-core";
import { ChromiumMissingError } from "../../src/workbook/testing/chromium";
import { type CellOutput, Lab, type LabNotebook } from "../support/jupyterLab";
import { sharedLab } from "./sharedLab";

const fixture = path.resolve(__dirname, "../../../test/fixtures/browser/figures.ipynb");
const cells = { text: 0, curve: 1, picture: 2, frame: 3, numbers: 4, progress: 5, live: 6, projection: 7 };

describe("JupyterLab in a browser", function () {
  this.timeout(180_000);
  let lab: Lab;
  let notebook: LabNotebook;
  let saved: { executionCount: number | null; outputs: CellOutput[] }[];

  before(async () => {
    lab = await sharedLab();
    notebook = await lab.openNotebook(fixture);
  });

  after(async () => lab?.endKernels());

  afterEach(async function () {
    if (this.currentTest?.state === "failed" && lab) console.error(`screenshot: ${await lab.screenshot("failed")}`);
  });

  it("is offered our kernel by the server", async () => {
    const { default: first, kernelspecs } = (await lab.api("kernelspecs")) as {
      default: string;
      kernelspecs: Record<string, { spec: { display_name: string; language: string } }>;
    };
    assert.equal(first, "contrastbook");
    assert.equal(kernelspecs.contrastbook?.spec.display_name, "TypeScript (contrastbook)");
    assert.equal(kernelspecs.contrastbook?.spec.language, "typescript");
  });

  it("opens a notebook by its address with our kernel, without a question", async () => {
    assert.equal(await lab.page.locator(".jp-Dialog").count(), 0, "a dialog asks something");
    assert.doesNotMatch(await lab.page.locator("body").innerText(), /Jupyter news/i);
    assert.match(await lab.page.locator(".jp-KernelName").innerText(), /TypeScript \(contrastbook\)/);
  });

  it("runs all cells in order, each without an error", async () => {
    await notebook.runAll({ timeoutMs: 120_000 });
    saved = await notebook.save();
    const errors = saved.flatMap(({ outputs }) => outputs.filter(({ output_type }) => output_type === "error"));
    assert.deepEqual(errors, []);
    assert.deepEqual(
      saved.map(({ executionCount }) => executionCount),
      Object.values(cells).map((index) => index + 1),
    );
    await lab.screenshot("all-cells");
  });

  it("shows the value of a cell as text", async () => {
    assert.match(await notebook.outputArea(cells.text).innerText(), /^'?6\.2364'?$/);
    assert.match((await notebook.outputArea(cells.numbers).innerText()).replace(/\s+/g, ""), /^\[\[2,1\],\[4,3\]\]$/);
  });

  it("shows a figure as its picture first and as an interactive plot under the mouse", async () => {
    const area = notebook.outputArea(cells.curve);
    assert.deepEqual(await sizeOf(area.locator("img")), [700, 420]);
    await drawnByPlotly(area);
    assert.equal(await area.locator(".scatterlayer .trace").count(), 2);
    assert.match((await area.locator(".main-svg .infolayer").textContent()) ?? "", /NT-Xent, τ = 0\.5/);
    await lab.screenshot("interactive");
  });

  it("shows a picture", async () => {
    const image = notebook.outputArea(cells.picture).locator("img");
    assert.ok(await image.isVisible());
    assert.deepEqual(await sizeOf(image), [96, 64]);
  });

  it("shows a data frame as a table", async () => {
    const table = notebook.outputArea(cells.frame).locator("table");
    assert.deepEqual(await table.locator("tbody tr").last().locator("th, td").allInnerTexts(), ["1", "2", "42.25"]);
  });

  it("updates a progress display in its place", async () => {
    assert.deepEqual(await notebook.outputArea(cells.progress).allInnerTexts(), ["step 5 of 5"]);
  });

  it("ends a live plot as one interactive figure of the whole curve", async () => {
    const [output, ...more] = saved[cells.live]?.outputs ?? [];
    assert.deepEqual(more, []);
    const plotly = output?.data?.["application/vnd.plotly.v1+json"] as { data: { y: number[] }[] };
    assert.equal(plotly.data[0]?.y.length, 15);
    await drawnByPlotly(notebook.outputArea(cells.live));
  });

  it("names the class of a point under the mouse", async () => {
    const area = notebook.outputArea(cells.projection);
    await drawnByPlotly(area);
    const point = area.locator(".scatterlayer .trace").nth(1).locator("path.point").first();
    await point.hover({ force: true });
    await area.locator(".hoverlayer .hovertext").waitFor();
    assert.equal(await area.locator(".hoverlayer .hovertext").textContent(), "dog");
    await lab.screenshot("hover");
  });

  it("shows the name, the message and the line of an error in an edited cell", async () => {
    await notebook.editAndRun(
      cells.numbers,
      'const temperature: number = 0.5;\nthrow new RangeError("no such view");',
      {
        timeoutMs: 30_000,
      },
    );
    const text = await notebook.outputArea(cells.numbers).innerText();
    assert.match(text, /RangeError: no such view/);
    assert.match(text, /2/);
    await lab.screenshot("error");
    await notebook.editAndRun(cells.numbers, "temperature * 2", { timeoutMs: 30_000 });
    assert.equal(await notebook.outputArea(cells.numbers).innerText(), "1");
  });
});

describe("the browser ring without a browser", () => {
  it("fails with what to do about it, and is not skipped", async () => {
    const { CONTRASTBOOK_CHROMIUM: kept } = process.env;
    process.env.CONTRASTBOOK_CHROMIUM = "no-such-browser";
    try {
      await assert.rejects(Lab.open(), (error) => {
        assert.ok(error instanceof ChromiumMissingError);
        assert.match(error.message, /apt-get install .*chromium/);
        return true;
      });
    } finally {
      if (kept === undefined) delete process.env.CONTRASTBOOK_CHROMIUM;
      else process.env.CONTRASTBOOK_CHROMIUM = kept;
    }
  });
});

/** Moves the mouse onto an output and waits until plotly has drawn there. */
async function drawnByPlotly(area: Locator): Promise<void> {
  await area.scrollIntoViewIfNeeded();
  await area.hover();
  await area.locator(".plot-container .main-svg").first().waitFor({ timeout: 20_000 });
}

async function sizeOf(image: Locator): Promise<[number, number]> {
  return image.evaluate((element: { naturalWidth?: number; naturalHeight?: number }) => [
    element.naturalWidth ?? 0,
    element.naturalHeight ?? 0,
  ]);
}
