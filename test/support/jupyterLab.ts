import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { startServer, type JupyterServer } from "../../src/workbook/jupyter/startServer";
import { places } from "../../src/workbook/places";
import { requireChromium } from "../../src/workbook/testing/chromium";
import { launchChromium } from "./launchChromium";

/** An output of a cell as the notebook format keeps it. */
export interface CellOutput {
  output_type: "execute_result" | "display_data" | "stream" | "error";
  data?: Record<string, unknown>;
  text?: string | string[];
  ename?: string;
  evalue?: string;
}

interface NotebookFile {
  cells: { cell_type: string; execution_count?: number | null; outputs?: CellOutput[] }[];
}

/**
 * A real JupyterLab in a real browser, as a reader meets it: the checkout's server, with settings and a root folder
 * of its own, and Chromium without a screen.
 */
export class Lab {
  private readonly screenshots = mkdtempSync(path.join(tmpdir(), "contrastbook-lab-"));

  private constructor(
    readonly server: JupyterServer,
    readonly page: Page,
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  /** @throws ChromiumMissingError with the remedy when there is no browser */
  static async open(): Promise<Lab> {
    requireChromium();
    const checkout = places();
    // inside the checkout, so that cells resolve its packages; the server's root, because it hides dot folders
    mkdirSync(path.join(checkout.root, ".contrastbook"), { recursive: true });
    const folder = mkdtempSync(path.join(checkout.root, ".contrastbook", "lab-"));
    const root = path.join(folder, "root");
    const jupyter = path.join(folder, "jupyter");
    mkdirSync(root);
    keepWholeNotebookInPage(jupyter);
    const server = await startServer({ ...checkout, root, jupyter }, { port: 0 });
    try {
      const browser = await launchChromium(folder);
      const page = await browser.newPage({ viewport: { width: 1200, height: 2400 } });
      return new Lab(server, page, browser, folder);
    } catch (error) {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Opens a copy of a notebook, without its recorded outputs, by its address. */
  openNotebook(source: string): Promise<LabNotebook> {
    const notebook = JSON.parse(readFileSync(source, "utf8")) as NotebookFile;
    return this.open(path.basename(source), withoutOutputs(notebook));
  }

  /** Opens a new notebook of ours with these code cells. */
  openCells(name: string, sources: readonly string[]): Promise<LabNotebook> {
    const cells = sources.map((source) => ({
      cell_type: "code",
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    }));
    const kernelspec = { name: "contrastbook", display_name: "TypeScript (contrastbook)", language: "typescript" };
    return this.open(name, { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 4 } as NotebookFile);
  }

  private async open(name: string, notebook: NotebookFile): Promise<LabNotebook> {
    const file = path.join(this.folder, "root", name);
    writeFileSync(file, JSON.stringify(notebook));
    // without the notebooks that were open before
    await this.page.goto(`${this.server.url}lab/tree/${name}?reset&token=${this.server.token}`);
    await this.page.locator(".jp-Notebook .jp-Cell").first().waitFor({ timeout: 60_000 });
    const kernel = this.page.locator(".jp-KernelName", { hasNotText: /^No Kernel/ });
    await kernel.or(this.page.locator(".jp-Dialog")).first().waitFor({ timeout: 60_000 });
    await this.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").waitFor({ timeout: 60_000 });
    return new LabNotebook(this.page, file);
  }

  /** Asks the server's REST API. */
  async api(route: string): Promise<unknown> {
    const reply = await fetch(`${this.server.url}api/${route}`, {
      headers: { authorization: `token ${this.server.token}` },
    });
    return reply.json();
  }

  /** Opens any other page of the server, "lab" for instance. */
  async openPage(page: string): Promise<void> {
    await this.page.goto(`${this.server.url}${page}?token=${this.server.token}`);
  }

  /** Writes a file into the folder that JupyterLab shows. */
  writeFile(name: string, text: string): void {
    writeFileSync(path.join(this.folder, "root", name), text);
  }

  /** Ends all kernels: the next test shall not wait for the work of the last one. */
  async endKernels(): Promise<void> {
    const headers = { authorization: `token ${this.server.token}` };
    for (const { id } of (await this.api("sessions")) as { id: string }[]) {
      await fetch(`${this.server.url}api/sessions/${id}`, { method: "DELETE", headers });
    }
  }

  /** A picture of what the reader sees; returns its path. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(this.screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** An open notebook. Cells are counted from 0, over code cells only. */
export class LabNotebook {
  constructor(
    readonly page: Page,
    private readonly file: string,
  ) {}

  cell(index: number): Locator {
    return this.page.locator(".jp-Notebook .jp-CodeCell").nth(index);
  }

  outputArea(index: number): Locator {
    return this.cell(index).locator(".jp-OutputArea-output");
  }

  /** Runs every cell by the Run menu and waits for the last one, or for the first that fails. */
  async runAll({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    await this.page.locator(".lm-MenuBar-itemLabel", { hasText: /^Run$/ }).click();
    await this.page.locator(".lm-Menu-itemLabel", { hasText: /^Run All Cells$/ }).click();
    await this.settled(timeoutMs);
  }

  /** Replaces a cell's text as a reader does, by the keyboard; the cursor stands behind it. */
  async edit(index: number, source: string): Promise<void> {
    await this.cell(index).locator(".cm-content").click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(source);
  }

  /** Runs a cell by the keyboard and does not wait for its end. */
  async start(index: number): Promise<void> {
    await this.cell(index).locator(".cm-content").click();
    await this.page.keyboard.press("Control+Enter");
  }

  /** Presses a button of the notebook's toolbar, "interrupt" for instance. */
  async press(button: string): Promise<void> {
    await this.page.locator(`.jp-NotebookPanel-toolbar [data-jp-item-name="${button}"] jp-button`).click();
  }

  /** Replaces a cell's text, runs it and waits for its end. */
  async editAndRun(index: number, source: string, { timeoutMs }: { timeoutMs: number }): Promise<void> {
    const before = await this.prompt(index);
    await this.edit(index, source);
    await this.page.keyboard.press("Control+Enter");
    const until = Date.now() + timeoutMs;
    while ((await this.prompt(index)) === before && Date.now() < until) await sleep(50);
    await this.settled(timeoutMs);
  }

  /** What the cells put out, from the notebook file after saving it by the keyboard. */
  async save(): Promise<{ executionCount: number | null; outputs: CellOutput[] }[]> {
    const written = this.page.waitForResponse(
      (reply) => reply.request().method() === "PUT" && reply.url().includes("/api/contents/"),
    );
    await this.page.locator(".jp-Notebook").click({ position: { x: 2, y: 2 } });
    await this.page.keyboard.press("Control+S");
    await (await written).finished();
    const { cells } = JSON.parse(readFileSync(this.file, "utf8")) as NotebookFile;
    return cells
      .filter((cell) => cell.cell_type === "code")
      .map(({ execution_count = null, outputs = [] }) => ({ executionCount: execution_count, outputs }));
  }

  private prompt(index: number): Promise<string> {
    return this.cell(index).locator(".jp-InputPrompt").innerText();
  }

  /** Waits until at least one cell has run and none is running or queued. */
  async settled(timeoutMs: number): Promise<void> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const prompts = await this.page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").allInnerTexts();
      const busy = prompts.some((prompt) => prompt.includes("*"));
      if (!busy && prompts.some((prompt) => /\d/.test(prompt))) return;
      if (Date.now() > until) throw new Error(`cells still run after ${timeoutMs} ms: ${prompts.join(" ")}`);
      await sleep(100);
    }
  }
}

export interface LabRun {
  cells: { executionCount: number | null; outputs: CellOutput[] }[];
  /** Path of a picture of the page after the run. */
  screenshot: string;
}

/** Runs a notebook from top to bottom in JupyterLab, in a browser, and closes both again. */
export async function runNotebookInLab(source: string, { timeoutMs }: { timeoutMs: number }): Promise<LabRun> {
  const lab = await Lab.open();
  try {
    const notebook = await lab.openNotebook(source);
    await notebook.runAll({ timeoutMs });
    const cells = await notebook.save();
    return { cells, screenshot: await lab.screenshot(path.basename(source, ".ipynb")) };
  } finally {
    await lab.close();
  }
}

/** The reader's JupyterLab leaves far cells out of the page; a test wants to look at all of them. */
function keepWholeNotebookInPage(jupyter: string): void {
  const folder = path.join(jupyter, "settings", "@jupyterlab", "notebook-extension");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "tracker.jupyterlab-settings"), JSON.stringify({ windowingMode: "none" }));
}

function withoutOutputs(notebook: NotebookFile): NotebookFile {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === "code" ? { ...cell, execution_count: null, outputs: [] } : cell,
  );
  return { ...notebook, cells };
}
