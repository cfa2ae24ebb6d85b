import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fixtures, type Finished, Jupyter, projectRoot } from "./jupyter";

describe("the commands around Jupyter, on this kernel", function () {
  this.timeout(120_000);
  this.slow(30_000);
  let jupyter: Jupyter;
  let folder: string;
  before(() => {
    jupyter = new Jupyter();
    // inside the checkout, so that cells resolve its packages
    mkdirSync(path.join(projectRoot, ".contrastbook"), { recursive: true });
    folder = mkdtempSync(path.join(projectRoot, ".contrastbook", "commands-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    jupyter.close();
  });

  const run = (module: string, ...args: string[]): Promise<Finished> => jupyter.run([module, ...args], { cwd: folder });
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");

  describe("nbconvert", () => {
    let html: string;
    before(async () => {
      cpSync(path.join(fixtures, "..", "browser", "figures.ipynb"), path.join(folder, "figures.ipynb"));
      const { code, output } = await run("nbconvert", "--to", "html", "--execute", "figures.ipynb");
      assert.equal(code, 0, output);
      html = read("figures.html");
    });

    it("makes a page with every figure as its picture, which needs no script to be seen", () => {
      const pictures = [...html.matchAll(/<img[^>]*src="data:image\/png;base64,([^"]*)"/g)].map(([, data = ""]) =>
        Buffer.from(data, "base64"),
      );
      const sizes = pictures.map((png) => [png.readUInt32BE(16), png.readUInt32BE(20)]);
      assert.deepEqual(sizes, [
        [700, 420],
        [96, 64],
        [700, 420],
        [700, 420],
      ]);
      assert.ok(!/vnd\.plotly/.test(html));
    });

    it("shows the Markdown, the table of a data frame and the code, coloured as TypeScript", () => {
      assert.ok(/<h1[^>]*>Everything that shows itself/.test(html));
      assert.ok(/<table[^]*?42\.25[^]*?<\/table>/.test(html));
      assert.ok(/hl-typescript/.test(html));
      // JavaScript's lexer has no class for a type
      const typed = '<span class="nx">ms</span><span class="o">:</span><span class="w"> </span><span class="kt">number';
      assert.ok(html.includes(typed));
    });

    it("shows the last state of what was updated, and no earlier one", () => {
      assert.ok(/step 5 of 5/.test(html));
      assert.ok(!/step [1-4] of 5/.test(html));
    });

    it("makes a TypeScript file of a notebook", async () => {
      const { code, output } = await run("nbconvert", "--to", "script", "figures.ipynb");
      assert.equal(code, 0, output);
      assert.match(read("figures.ts"), /^const views = 2 \* 256;$/m);
    });

    it("fails on a notebook that throws, naming the error", async () => {
      cpSync(path.join(fixtures, "canary.ipynb"), path.join(folder, "canary.ipynb"));
      const { code, output } = await run("nbconvert", "--to", "html", "--execute", "canary.ipynb");
      assert.notEqual(code, 0);
      assert.match(output, /RangeError: the canary sings/);
      assert.ok(!readdirSync(folder).includes("canary.html"));
    });
  });

  it("nbmake passes a notebook whose cells all run", async () => {
    cpSync(path.join(fixtures, "good.ipynb"), path.join(folder, "good.ipynb"));
    const { code, output } = await run("pytest", "-q", "-p", "no:cacheprovider", "--nbmake", "good.ipynb");
    assert.equal(code, 0, output);
    assert.match(output, /1 passed/);
  });

  it("jupyter run runs a file of TypeScript, and fails with its error", async () => {
    writeFileSync(path.join(folder, "good.ts"), 'const words: string[] = ["ran"];\nconsole.log(words.join());\n');
    writeFileSync(path.join(folder, "bad.ts"), 'console.log("first");\nthrow new RangeError("no such view");\n');
    const good = await run("jupyter_client.runapp", "--kernel", "contrastbook", "good.ts");
    assert.equal(good.code, 0, good.output);
    assert.match(good.output, /^ran$/m);
    const bad = await run("jupyter_client.runapp", "--kernel", "contrastbook", "bad.ts");
    assert.notEqual(bad.code, 0);
    assert.match(bad.output, /^first$/m);
    assert.match(bad.output, /RangeError: no such view/);
  });
});
