import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { saveModel } from "../../src/models/saveModel";
import { agree } from "../support/agree";
import { launchChromium } from "../support/launchChromium";
import { images, outputs, savedModels, trainBriefly } from "../support/savedModels";

const host = "http://models.example";
/** tfjs as npm has it, in one script. */
const tfjs = path.join(path.dirname(require.resolve("@tensorflow/tfjs/package.json")), "dist", "tf.min.js");

/** What the page's `tf` is asked for; its types are those of a browser. */
interface BrowserTf {
  version: { tfjs: string };
  setBackend(name: string): Promise<boolean>;
  tensor4d(values: number[], shape: number[]): unknown;
  loadLayersModel(url: string): Promise<{ predict(x: unknown): { dataSync(): Float32Array } }>;
}

interface Request {
  url: string;
  values: number[];
  shape: number[];
}

/** Runs in the page. */
async function predictInPage({ url, values, shape }: Request): Promise<number[]> {
  const { tf } = globalThis as unknown as { tf: BrowserTf };
  await tf.setBackend("cpu");
  const model = await tf.loadLayersModel(url);
  return [...model.predict(tf.tensor4d(values, shape)).dataSync()];
}

describe("a saved model in a browser", function () {
  this.timeout(60_000);
  let home: string;
  let browser: Browser;
  let page: Page;
  const models = (...parts: string[]): string => path.join(home, "models", ...parts);

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), "models-in-browser-"));
    browser = await launchChromium(home);
    page = await browser.newPage();
    await page.route(`${host}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return pathname === "/"
        ? route.fulfill({ body: "<html></html>", contentType: "text/html" })
        : route.fulfill({ path: models(pathname) });
    });
    await page.goto(host);
    await page.addScriptTag({ path: tfjs });
  });

  after(async () => {
    await browser?.close();
    rmSync(home, { recursive: true, force: true });
  });

  it("meets the tfjs that npm has, which knows nothing of ours", async () => {
    const version = await page.evaluate(() => (globalThis as unknown as { tf: BrowserTf }).tf.version.tfjs);
    assert.equal(version, "4.22.0");
  });

  Object.entries(savedModels).forEach(([name, make], i) => {
    it(`loads the ${name}, and gives the same numbers for a few images`, async () => {
      const { model, parts } = make();
      trainBriefly(model);
      const expected = outputs(model);
      await saveModel(model, models(`ours-${i}`));
      await model.save(`file://${models(`stock-${i}`)}`);
      for (const part of parts) part.dispose();
      const x = images();
      const request = { values: [...x.dataSync()], shape: x.shape };
      x.dispose();
      for (const kind of ["ours", "stock"]) {
        const theirs = await page.evaluate(predictInPage, { ...request, url: `${host}/${kind}-${i}/model.json` });
        assert.ok(new Set(theirs.map((value) => value.toFixed(4))).size > 3);
        // About 15 layers, each a sum of at most 216 products: 15 · √216 roundings of 6e-8.
        agree({ of: "saveModel", with: "tfjs 4.22.0 in Chromium" }, theirs, expected, 15 * Math.sqrt(216) * 6e-8);
      }
    });
  });
});
