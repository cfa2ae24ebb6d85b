import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { pixelsOf } from "../plots/png/pixels";
import type { Lab, LabNotebook } from "../support/jupyterLab";
import { sharedLab } from "./sharedLab";

/** 32 x 32 pixels in four quarters: red, green, blue, yellow. */
const quarters = (theme: string, count: number) => `import { heatMap, scatter2d, setTheme } from "contrastbook";
setTheme("${theme}");
const pixels = new Uint8Array(${count} * 32 * 32 * 3);
const quarters = [[255, 0, 0], [0, 136, 0], [0, 0, 255], [255, 255, 0]];
for (let n = 0; n < ${count}; n++)
  for (let y = 0; y < 32; y++)
    for (let x = 0; x < 32; x++)
      pixels.set(quarters[(y < 16 ? 0 : 2) + (x < 16 ? 0 : 1)], ((n * 32 + y) * 32 + x) * 3);
const images = { images: pixels, shape: [32, 32, 3] as const };
`;

const cloud = (theme: string) => `${quarters(theme, 2)}
scatter2d([[0, 0], [1, 1]], [0, 1], { classNames: ["cat", "dog"], hover: ["image 0", "image 1"], images });`;

/** 7 x 7 cells, as large as SimCLR's Figure 5. */
const map = `${quarters("dark", 49)}
const names = ["crop", "cutout", "colour", "Sobel", "noise", "blur", "rotate"];
const values = names.map((_, r) => names.map((_, c) => 10 * r + c));
heatMap(values, names, names, { images, paper: { values, name: "ImageNet" } });`;

describe("pictures under the mouse, in JupyterLab in a browser", function () {
  this.timeout(240_000);
  let lab: Lab;
  let notebook: LabNotebook;

  before(async () => {
    lab = await sharedLab();
    notebook = await lab.openCells("hoverImages.ipynb", [cloud("light"), cloud("dark"), map]);
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

      await drawsTheQuarters(label);
    });
  }

  // the label goes to the side where there is room, and up or down into the figure
  for (const { where, panel, at, text } of [
    { where: "first", panel: "xy", at: 0, text: "crop, crop0ImageNet: 0" },
    { where: "middle", panel: "xy", at: 3, text: "Sobel, Sobel33ImageNet: 33" },
    { where: "paper's last", panel: "x2y2", at: 6, text: "rotate, rotate66ImageNet: 66" },
  ]) {
    it(`are drawn so, and whole, over the ${where} cell of a heat map`, async () => {
      const area = notebook.outputArea(2);
      await area.scrollIntoViewIfNeeded();
      await area.hover();
      const plane = area.locator(`.nsewdrag[data-subplot="${panel}"]`);
      await plane.waitFor({ timeout: 20_000 });
      const { width, height } = await boxOf(plane);
      await plane.hover({ force: true, position: { x: ((at + 0.5) * width) / 7, y: ((at + 0.5) * height) / 7 } });
      const label = area.locator(".hoverlayer .hovertext");
      await label.filter({ hasText: text }).waitFor();
      await lab.screenshot(`hover-image-heat-map-${at}`);
      await drawsTheQuarters(label);
      const [inner, outer] = [
        await boxOf(label.locator("text").first()),
        await boxOf(area.locator(".main-svg").first()),
      ];
      assert.ok(inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width, "across");
      assert.ok(inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height, "down");
    });
  }

  async function drawsTheQuarters(label: Locator): Promise<void> {
    const box = await boxOf(label.locator("path").first());
    const picture = await pixelsOf(await lab.page.screenshot({ clip: box }));
    const { left, right, top, bottom } = extent(picture);
    assert.ok(right - left > 100 && Math.abs(right - left - (bottom - top)) < 12, `${right - left} x ${bottom - top}`);
    const at = (x: number, y: number) => picture.at(left + x * (right - left), top + y * (bottom - top));
    assert.deepEqual(
      [at(0.27, 0.27), at(0.72, 0.27), at(0.27, 0.72), at(0.72, 0.72)],
      ["#ff0000", "#008800", "#0000ff", "#ffff00"],
    );
  }
});

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  assert.ok(box);
  return box;
}

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
