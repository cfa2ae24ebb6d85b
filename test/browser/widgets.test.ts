import assert from "node:assert/strict";
import path from "node:path";
import type { Locator } from "playwright-core";
import type { Lab, LabNotebook } from "../support/jupyterLab";
import { sharedLab } from "./sharedLab";

const fixture = path.resolve(__dirname, "../../../test/fixtures/browser/widgets.ipynb");
const cells = { slider: 0, interact: 1, own: 2, others: 3 };

/** Runs in the page, whose globals are not declared here. */
function colorInPage(element: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(of: unknown): { color: string } };
  return page.getComputedStyle(element).color;
}

describe("widgets in JupyterLab in a browser", function () {
  this.timeout(120_000);
  let lab: Lab;
  let notebook: LabNotebook;

  before(async () => {
    lab = await sharedLab();
    notebook = await lab.openNotebook(fixture);
    await notebook.runAll({ timeoutMs: 90_000 });
  });

  after(async () => lab?.endKernels());

  afterEach(async function () {
    if (this.currentTest?.state === "failed" && lab) console.error(`screenshot: ${await lab.screenshot("widgets")}`);
  });

  /** A part of a cell's output, once it is there. */
  async function part(index: number, selector: string, hasText?: string | RegExp): Promise<Locator> {
    const found = notebook.cell(index).locator(selector, { hasText }).first();
    await found.waitFor({ timeout: 20_000 });
    return found;
  }

  /** Moves a slider to the right by the keyboard. */
  async function moveRight(index: number): Promise<void> {
    const handle = await part(index, ".noUi-handle");
    await handle.focus();
    await handle.press("ArrowRight");
  }

  it("shows a slider, and calls back into the kernel when it is moved", async () => {
    assert.equal(await (await part(cells.slider, ".widget-readout")).innerText(), "5");
    await moveRight(cells.slider);
    await part(cells.slider, ".jp-OutputArea-output", /^moved to 6\s*$/);
  });

  it("draws the figure below a slider anew when it is moved, and what was printed with it", async () => {
    const before = await (await part(cells.interact, ".widget-output img")).getAttribute("src");
    await moveRight(cells.interact);
    await (await part(cells.interact, "input[type=checkbox]")).click();
    await part(cells.interact, ".widget-output .jp-OutputArea-output", /^the power is 3\s*$/);
    const after = await (await part(cells.interact, ".widget-output img")).getAttribute("src");
    assert.match(after ?? "", /^data:image\/png/);
    assert.notEqual(after, before);
  });

  it("runs a widget of the cell's own in the page: state, style, messages and bytes both ways", async () => {
    const button = await part(cells.own, "button.count", "count 0");
    assert.equal(await button.evaluate(colorInPage), "rgb(200, 0, 100)");
    assert.equal(await notebook.cell(cells.own).locator(".heard").getAttribute("title"), "7,8,9");
    await button.click();
    await part(cells.own, ".heard", "reversed 3,2,1");
    await part(cells.own, "button.count", "count 1");
    await part(cells.own, ".jp-OutputArea-output", "counted from 0 to 1");
  });

  it("shows a button, a list and a box for numbers, each of which calls back", async () => {
    await (await part(cells.others, "button", "Press")).click();
    await part(cells.others, ".jp-OutputArea-output", "pressed");
    await (await part(cells.others, "select")).selectOption("cosine");
    await part(cells.others, ".jp-OutputArea-output", "chosen cosine");
    const box = await part(cells.others, "input[type=number]");
    await box.fill("8");
    await box.press("Enter");
    await part(cells.others, ".jp-OutputArea-output", "dims 8");
    await lab.screenshot("widgets");
  });

  it("gives a page that is opened anew every widget with its present state, still connected", async () => {
    await notebook.save();
    await lab.page.reload();
    await part(cells.slider, ".widget-readout", /^6$/);
    await part(cells.interact, ".widget-output img");
    await part(cells.own, "button.count", "count 1");
    assert.equal(await notebook.cell(cells.own).locator(".heard").getAttribute("title"), "7,8,9");
    await moveRight(cells.slider);
    await notebook.editAndRun(cells.others, "tau.value", { timeoutMs: 20_000 });
    await part(cells.others, ".jp-OutputArea-output", /^7$/);
  });

  it("moves the slider in the page when a cell sets its value", async () => {
    await notebook.editAndRun(cells.others, "tau.value = 2", { timeoutMs: 20_000 });
    await part(cells.slider, ".widget-readout", /^2$/);
  });
});
