import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fixtures, type Finished, Jupyter, projectRoot } from "./jupyter";

interface Output {
  output_type: string;
  text?: string[];
  data?: Record<string, string | string[]>;
  ename?: string;
  evalue?: string;
}

interface Notebook {
  cells: { execution_count: number | null; outputs?: Output[] }[];
}

describe("the tools that run notebooks, on this kernel", function () {
  this.timeout(60_000);
  this.slow(20_000);
  let jupyter: Jupyter;
  before(() => {
    jupyter = new Jupyter();
    for (const name of ["good.ipynb", "canary.ipynb"]) cpSync(join(fixtures, name), join(jupyter.folder, name));
  });
  after(() => jupyter.close());

  const path = (name: string): string => join(jupyter.folder, name);
  const read = (name: string): Notebook => JSON.parse(readFileSync(path(name), "utf8")) as Notebook;
  // the cells run in the project, as the notebooks of the workbook do, and find `contrastbook` there
  const execute = [
    "import nbclient, nbformat, sys",
    "notebook = nbformat.read(sys.argv[1], 4)",
    "nbclient.NotebookClient(notebook, resources={'metadata': {'path': sys.argv[3]}}).execute()",
    "nbformat.write(notebook, sys.argv[2])",
  ].join("\n");
  const nbclient = (notebook: string, output: string): Promise<Finished> =>
    jupyter.python(["-c", execute, path(notebook), path(output), projectRoot]);

  it("nbclient runs a notebook to its end and keeps its outputs", async () => {
    const { code, output } = await nbclient("good.ipynb", "done.ipynb");
    assert.equal(code, 0, output);
    const [first, second, third] = read("done.ipynb").cells;
    assert.deepEqual(first?.outputs?.[0]?.text, ["temperature 0.5\n"]);
    assert.equal(second?.outputs?.[0]?.output_type, "execute_result");
    assert.equal(String(second?.outputs?.[0]?.data?.["image/png"]).trim(), "iVBORw0KGgo=");
    assert.deepEqual(third?.outputs?.[0]?.data?.["text/plain"], ["1"]);
    assert.equal(third?.execution_count, 3);
  });

  it("nbclient fails on a notebook that throws, with the error's name, and runs nothing after it", async () => {
    const { code, output } = await nbclient("canary.ipynb", "stopped.ipynb");
    assert.notEqual(code, 0);
    assert.match(output, /RangeError: the canary sings/);
    assert.match(output, /Cell \[2\], line 1/);
    assert.equal(existsSync(path("stopped.ipynb")), false);
  });

  it("nbmake reports a notebook that throws as failed", async () => {
    const { code, output } = await jupyter.run([
      "pytest",
      "-q",
      "-p",
      "no:cacheprovider",
      "--nbmake",
      path("canary.ipynb"),
    ]);
    assert.equal(code, 1, output);
    assert.match(output, /1 failed/);
    assert.match(output, /the canary sings/);
  });

  it("papermill fails a notebook that throws and writes the error into its output", async () => {
    const { code, output } = await jupyter.run(["papermill", path("canary.ipynb"), path("papers.ipynb")]);
    assert.notEqual(code, 0);
    assert.match(output, /RangeError: the canary sings/);
    const outputs = read("papers.ipynb").cells.flatMap((cell) => cell.outputs ?? []);
    assert.ok(outputs.some(({ output_type, ename }) => output_type === "error" && ename === "RangeError"));
    assert.ok(!outputs.some(({ text }) => text?.includes("must not run\n")));
  });
});
