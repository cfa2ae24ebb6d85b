import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import type { Lab, LabNotebook } from "../support/jupyterLab";
import { sharedLab } from "./sharedLab";

const timeoutMs = 60_000;

/** The class of the span that shows this word: CodeMirror gives one to each kind of token. */
async function classOf(editor: Locator, word: string): Promise<string> {
  const token = editor.locator(`xpath=.//span[text()="${word}"]`).first();
  return (await token.count()) === 0 ? "none" : ((await token.getAttribute("class")) ?? "none");
}

/** Processes that were started with a file of this kernel: the protocol's, and what it has started. */
function kernelProcesses(id: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(`kernel-${id}.json`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

describe("our kernel under the hands of a reader of JupyterLab", function () {
  this.timeout(120_000);
  let lab: Lab;
  let notebook: LabNotebook;

  before(async () => {
    lab = await sharedLab();
    const cells = [
      "const views = { temperature: 0.5, batch: 256 };\nlet turns = 0;",
      "turns",
      "interface View {\n  readonly size: number;\n}\nconst size = (view: View) => view.size as number;\nsize({ size: 3 })",
    ];
    notebook = await lab.openCells("reader.ipynb", cells);
    await notebook.runAll({ timeoutMs });
  });

  after(async () => lab?.endKernels());

  afterEach(async function () {
    if (this.currentTest?.state === "failed" && lab) console.error(`screenshot: ${await lab.screenshot("reader")}`);
  });

  const output = (index: number): Promise<string> => notebook.outputArea(index).last().innerText();

  it("lists the members of an object with their kinds at Tab, and inserts the chosen one", async () => {
    await notebook.edit(1, "views.");
    await lab.page.keyboard.press("Tab");
    const items = lab.page.locator(".jp-Completer-item");
    await items.first().waitFor();
    const shown = await items.evaluateAll((elements: { innerText: string }[]) =>
      elements.map(({ innerText }) => innerText.split(/\s+/).slice(1)),
    );
    assert.deepEqual(shown, [
      ["batch", "property"],
      ["temperature", "property"],
    ]);
    await lab.screenshot("completion");
    await lab.page.keyboard.press("ArrowDown");
    await lab.page.keyboard.press("Enter");
    await lab.page.keyboard.press("Control+Enter");
    await notebook.settled(timeoutMs);
    assert.equal(await output(1), "0.5");
  });

  it("shows signature and documentation at Shift-Tab", async () => {
    await notebook.edit(1, "Math.max");
    await lab.page.keyboard.press("Shift+Tab");
    const content = lab.page.locator(".jp-Tooltip-content p").first();
    await content.waitFor();
    const text = await lab.page.locator(".jp-Tooltip").innerText();
    assert.match(text, /Math\.max\(\.\.\.values: number\[\]\): number/);
    assert.match(text, /Returns the larger of a set of supplied numeric expressions\./);
    await lab.screenshot("inspection");
    await lab.page.keyboard.press("Escape");
  });

  for (const [what, loop] of [
    ["computes", "while (true) turns += 1"],
    ["awaits", "while (true) { await new Promise((done) => setTimeout(done, 5)); turns += 1; }"],
  ] as const) {
    it(`stops a loop that ${what} by the button, and the variables are alive`, async () => {
      await notebook.edit(1, `turns = 0;\nconsole.log("turning");\n${loop}`);
      await notebook.start(1);
      await notebook.outputArea(1).filter({ hasText: "turning" }).waitFor();
      await notebook.press("interrupt");
      await notebook.outputArea(1).filter({ hasText: "KernelInterrupted" }).waitFor({ timeout: 10_000 });
      await notebook.settled(timeoutMs);
      await lab.screenshot(`interrupted-${what}`);
      await notebook.editAndRun(1, "[turns >= 0, views.batch]", { timeoutMs });
      assert.equal(await output(1), "[ true, 256 ]");
    });
  }

  it("runs all cells from [1] after a restart that the reader confirmed", async () => {
    await notebook.edit(1, "turns += 1");
    await notebook.press("restart-and-run");
    await lab.page.locator(".jp-Dialog .jp-mod-accept").click();
    await notebook.cell(1).locator(".jp-InputPrompt", { hasText: "[2]" }).waitFor({ timeout: timeoutMs });
    await notebook.settled(timeoutMs);
    const cells = await notebook.save();
    assert.deepEqual(
      cells.map(({ executionCount }) => executionCount),
      [1, 2, 3],
    );
    assert.equal(await output(1), "1");
    assert.equal(await output(2), "3");
  });

  it("is started again by the server when it is killed, and the reader is told", async () => {
    const [session] = (await lab.api("sessions")) as { kernel: { id: string } }[];
    const [first, ...rest] = kernelProcesses(session?.kernel.id ?? "");
    assert.ok(first !== undefined, "the kernel's process");
    for (const pid of [first, ...rest]) process.kill(pid, "SIGKILL");
    const dialog = lab.page.locator(".jp-Dialog", { hasText: /appears to have died|Restarting/ });
    await dialog.waitFor({ timeout: 30_000 });
    await lab.screenshot("killed");
    await dialog.locator(".jp-mod-accept").click();
    await notebook.editAndRun(1, '"alive"', { timeoutMs });
    assert.equal(await output(1), "'alive'");
  });

  it("has its cells coloured as TypeScript, not as JavaScript", async () => {
    const code = "interface View { readonly size: number }\nconst size = (view: View) => view.size as number;\n";
    const words = ["interface", "readonly", "as", "const", "size"];
    const styles = async (editor: Locator): Promise<string[]> => {
      await editor.locator("span").first().waitFor();
      return Promise.all(words.map((word) => classOf(editor, word)));
    };
    const content = notebook.cell(2).locator(".cm-content");
    assert.equal(await content.getAttribute("data-language"), "typescript");
    const ours = await styles(content);
    const inFile = async (name: string): Promise<string[]> => {
      lab.writeFile(name, code);
      await lab.openPage(`lab/workspaces/file/tree/${name}`);
      return styles(lab.page.locator(".jp-FileEditor .cm-content"));
    };
    assert.deepEqual(ours, await inFile("view.ts"));
    assert.notDeepEqual(ours, await inFile("view.js"));
    const [interfaces, readonly, as, constant] = ours;
    assert.deepEqual([interfaces, readonly, as], [constant, constant, constant], "keywords of TypeScript alone");
  });

  it("is in the launcher with its name and its logo", async () => {
    await lab.openPage("lab/workspaces/launcher");
    const card = lab.page.locator('.jp-LauncherCard[data-category="Notebook"]', {
      hasText: "TypeScript (contrastbook)",
    });
    await card.waitFor();
    const logo = card.locator("img");
    await logo.waitFor();
    const { width, source } = await logo.evaluate((image: { naturalWidth: number; src: string }) => ({
      width: image.naturalWidth,
      source: image.src,
    }));
    assert.ok(width > 0, `the logo ${source} is not drawn`);
    assert.match(source, /kernelspecs\/contrastbook\/logo-/);
    await lab.screenshot("launcher");
  });
});
