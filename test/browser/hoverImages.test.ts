import assert from "node:assert/strict";
import { pixelsOf } from "../plots/png/pixels";
import type { Lab, LabNotebook } from "../support/jupyterLab";
import { sharedLab } from "./sharedLab";

/** 32 x 32 pixels in four quarters: red, green, blue, yellow. */
const cell = (theme: string) => `import { scatter2d, setTheme } from "contrastbook";
setTheme("${theme}");
const images = new Uint8Array(2 * 32 * 32 * 3);
const quarters = [[255, 0, 0], [0, 136, 0], [0, 0, 255], [255, 255, 0]];
for (let n = 0; n < 2; n++)
  for (let y = 0; y < 32; y++)
    for (let x = 0; x < 32; x++)
      images.set(quarters[(y < 16 ? 0 : 2) + (x < 16 ? 0 : 1)], ((n * 32 + y) * 32 + x) * 3);
scatter2d([[0, 0], [1, 1]], [0, 1], { classNames: ["cat", "dog"], hover: ["image 0", "image 1"], images: { images, shape: [32, 32, 3] } });`;

describe("pictures under the mouse, in JupyterLab in a browser", function () {
  this.timeout(240_000);
  let lab: Lab;
  let notebook: LabNotebook;

  before(async () => {
    lab = await sharedLab();
    notebook = await lab.openCells("hoverImages.ipynb", [cell("light"), cell("dark")]);
    await notebook.runAll({ timeoutMs: 120_000 });
  });

  after(() => lab.endKernels());

  for (const [index, theme] of ["light", "dark"].entries()) {
    it(`are drawn in their colours, upright and square, ${theme}`, async () => {
      const area = notebook.outputArea(index);
      await area.scrollIntoViewIfNeeded();
      await area.hover();
      const point = area.locator(".scatterlayer .trace").nth(1).locator("path.point").first();
      await point.waitFor({ timeout: 20_000 });
      await point.hover({ force: true });
      const label = area.locator(".hoverlayer .hovertext");
      await label.waitFor();
      assert.match((await label.textContent()) ?? "", /dog.*image 1$/);
      await lab.screenshot(`hover-image-${theme}`);

      const box = await label.locator("path").first().boundingBox();
      assert.ok(box);
      const picture = await pixelsOf(await lab.page.screenshot({ clip: box }));
      const { left, right, top, bottom } = extent(picture);
      assert.ok(
        right - left > 100 && Math.abs(right - left - (bottom - top)) < 12,
        `${right - left} x ${bottom - top}`,
      );
      const at = (x: number, y: number) => picture.at(left + x * (right - left), top + y * (bottom - top));
      assert.deepEqual(
        [at(0.27, 0.27), at(0.72, 0.27), at(0.27, 0.72), at(0.72, 0.72)],
        ["#ff0000", "#008800", "#0000ff", "#ffff00"],
      );
    });
  }
});

/** The rectangle around everything in the picture's four colours. */
function extent(picture: Awaited<ReturnType<typeof pixelsOf>>) {
  const colours = new Set(["#ff0000", "#008800", "#0000ff", "#ffff00"]);
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (!colours.has(picture.at(x, y))) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
