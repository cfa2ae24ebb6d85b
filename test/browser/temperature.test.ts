import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ledgersOf } from "../../src/experiments/grid/ledgers";
import { temperature } from "../../src/experiments/simclr/temperature";
import { readRows } from "../../src/ledger/rows";
import type { CellOutput, Lab, LabNotebook } from "../support/jupyterLab";
import { sharedLab } from "./sharedLab";

const file = path.resolve(__dirname, "../../../notebooks/simclr/08-temperature.ipynb");
const plotly = "application/vnd.plotly.v1+json";
const ledger = ledgersOf(temperature.id, "quick").local;
const run = { timeoutMs: 300_000 };

interface Trace {
  legendgroup?: string;
  x?: (number | null)[];
}

const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: { cell_type: string; source: string[] }[] };
const sources = cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => source.join(""));
const cellWith = (text: string): number => sources.findIndex((source) => source.includes(text));

const textOf = (outputs: readonly CellOutput[]): string =>
  outputs.map(({ text = "" }) => [text].flat().join("")).join("");
const tracesOf = (outputs: readonly CellOutput[]): Trace[] =>
  outputs.flatMap(({ data }) => (data?.[plotly] as { data: Trace[] } | undefined)?.data ?? []);

describe("a reader's change in the notebook simclr/08-temperature", function () {
  this.timeout(900_000);
  // A temperature that nobody has run: the last digits are those of the clock.
  const tau = Number(`0.3${String(Date.now()).slice(-6)}1`);
  const [importing, yours, figure] = [cellWith("import * as cb"), cellWith("const mine"), cellWith("(others, own)")];
  const changed = sources[yours].replace("temperature: 0.3", `temperature: ${tau}`);
  let lab: Lab;
  let notebook: LabNotebook;

  before(async () => {
    lab = await sharedLab();
    notebook = await lab.openNotebook(file);
    await notebook.editAndRun(importing, sources[importing], run);
  });

  after(async () => {
    await lab?.endKernels();
    if (!existsSync(ledger)) return;
    const lines = readFileSync(ledger, "utf8").split("\n");
    writeFileSync(ledger, lines.filter((line) => !line.includes(`"temperature":${tau},`)).join("\n"));
  });

  const results = async (): Promise<{ said: string; traces: Trace[] }> => {
    await notebook.editAndRun(yours, changed, run);
    await notebook.editAndRun(figure, sources[figure], run);
    const saved = await notebook.save();
    const errors = saved.flatMap(({ outputs }) => outputs.filter(({ output_type }) => output_type === "error"));
    assert.deepEqual(errors, []);
    return { said: textOf(saved[yours].outputs), traces: tracesOf(saved[figure].outputs) };
  };
  const onRecord = (): number[] =>
    readRows<{ temperature: number }>(ledger).flatMap(({ config }) => (config.temperature === tau ? [1] : []));

  it("trains the new configuration alone, and the figure shows it beside the recorded ones", async () => {
    assert.notEqual(changed, sources[yours]);
    const { said, traces } = await results();
    assert.match(said, new RegExp(`trained: ${tau}\\s*$`, "m"));
    assert.equal(onRecord().length, 1);
    const drawn = (group: string): number[] =>
      traces.flatMap(({ legendgroup, x = [] }) => (legendgroup === group ? x.filter((value) => value !== null) : []));
    assert.deepEqual([...new Set(drawn("yours"))], [tau]);
    const recorded = drawn("unit length");
    for (const { temperature: other } of temperature.profiles.quick.configs)
      assert.ok(recorded.includes(other), `τ ${other} is not in the figure`);
    await notebook.cell(figure).scrollIntoViewIfNeeded();
    const area = notebook
      .outputArea(figure)
      .filter({ has: lab.page.locator("img, .plot-container") })
      .first();
    await area.hover();
    await area.locator(".plot-container .main-svg").first().waitFor({ timeout: 20_000 });
    console.log(`      screenshot: ${await lab.screenshot("temperature")}`);
  });

  it("trains nothing when the cells run again", async () => {
    const { said } = await results();
    assert.match(said, /trained: nothing, it is on record/);
    assert.equal(onRecord().length, 1);
  });
});
