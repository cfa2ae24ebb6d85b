import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Notebook } from "../../../src/workbook/notebooks/findNotebooks";
import { runNotebooks } from "../../../src/workbook/notebooks/runNotebooks";
import { places } from "../../../src/workbook/places";
import { type Scratch, withScratch } from "../../support/setup/scratch";

interface Cell {
  cell_type: string;
  execution_count: number | null;
  outputs: { text?: string }[];
}

/** A notebook of these code cells. */
function notebook(scratch: Scratch, name: string, cells: string[]): Notebook {
  const content = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "contrastbook", display_name: "TypeScript" } },
    cells: cells.map((source, index) => ({
      cell_type: "code",
      id: `c${index}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  };
  return { name, file: scratch.write(`${name}.ipynb`, JSON.stringify(content)) };
}

const cellsOf = ({ file }: Notebook): Cell[] => (JSON.parse(readFileSync(file, "utf8")) as { cells: Cell[] }).cells;

describe("running notebooks through nbclient on our kernel", function () {
  this.timeout(120_000);

  it(
    "passes one whose cells all run, and fails the canary that throws, with cell, name and message",
    withScratch(async (scratch) => {
      const good = notebook(scratch, "good", ["const x: number = 2;", "", "x * 21"]);
      const canary = notebook(scratch, "canary", ["const x = 1;", 'throw new RangeError("the canary sings");', "x"]);
      const lines: string[] = [];
      const results = await runNotebooks(places(), [good, canary], { print: (line) => lines.push(line) });
      assert.deepEqual(
        results.map(({ name, failure }) => [name, failure]),
        [
          ["good", undefined],
          ["canary", { cell: 2, ename: "RangeError", evalue: "the canary sings" }],
        ],
      );
      assert.ok(
        lines.some((line) => /^ok \d+ s good$/.test(line)),
        lines.join("\n"),
      );
      assert.ok(
        lines.some((line) => /^failed \d+ s canary: cell 2, RangeError: the canary sings$/.test(line)),
        lines.join("\n"),
      );
      assert.equal(cellsOf(good)[2]?.execution_count, null, "the notebook itself stays as it was");
    }),
  );

  it(
    "gives each of two at a time one thread and the quick profile, and a single one all threads",
    withScratch(async (scratch) => {
      const show = "console.log(process.env.CONTRASTBOOK_THREADS ?? 'all', process.env.CONTRASTBOOK_PROFILE)";
      const both = ["a", "b"].map((name) => notebook(scratch, name, [show]));
      const quiet = { inPlace: true, print: () => undefined };
      await runNotebooks(places(), both, { ...quiet, jobs: 2 });
      for (const one of both) assert.equal(cellsOf(one)[0]?.outputs[0]?.text?.toString(), "1 quick\n");
      const [alone] = both as [Notebook];
      await runNotebooks(places(), [alone], { ...quiet, jobs: 2, profile: "standard" });
      assert.equal(cellsOf(alone)[0]?.outputs[0]?.text?.toString(), "all standard\n");
    }),
  );

  it(
    "writes outputs back only when the notebook succeeds",
    withScratch(async (scratch) => {
      const fails = notebook(scratch, "fails", ['console.log("half");', 'throw new Error("x");']);
      const before = readFileSync(fails.file, "utf8");
      await runNotebooks(places(), [fails], { inPlace: true, print: () => undefined });
      assert.equal(readFileSync(fails.file, "utf8"), before);
    }),
  );

  it(
    "fails one whose committed table of recorded runs is stale, until it is executed in place",
    withScratch(async (scratch) => {
      const table = notebook(scratch, "table", ["[41, 42]"]);
      const content = JSON.parse(readFileSync(table.file, "utf8")) as { cells: { metadata: object }[] };
      content.cells[0].metadata = { tags: ["results"] };
      scratch.write("table.ipynb", JSON.stringify(content));
      const print = (): void => undefined;
      const run = async (inPlace: boolean): Promise<string | undefined> =>
        (await runNotebooks(places(), [table], { inPlace, print }))[0].failure?.ename;
      assert.equal(await run(false), "StaleResults");
      assert.equal(await run(true), undefined);
      assert.equal(await run(false), undefined);
    }),
  );

  it(
    "fails one that has no code, names a kernel that is not there, or takes too long",
    withScratch(async (scratch) => {
      const print = (): void => undefined;
      const failureOf = async (one: Notebook, options = {}) =>
        (await runNotebooks(places(), [one], { print, ...options }))[0]?.failure;
      assert.equal((await failureOf(notebook(scratch, "empty", [""])))?.ename, "EmptyNotebook");
      assert.equal(
        (await failureOf(notebook(scratch, "nowhere", ["1"]), { kernel: "nowhere" }))?.ename,
        "NoSuchKernel",
      );
      const slow = notebook(scratch, "slow", ["await new Promise((done) => setTimeout(done, 20000))"]);
      assert.equal((await failureOf(slow, { cellSeconds: 2 }))?.ename, "CellTimeoutError");
    }),
  );
});
