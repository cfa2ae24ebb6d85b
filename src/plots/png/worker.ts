import { setPriority } from "node:os";
import { registerFonts } from "./fonts";
import type { DrawnFigure, PngReply, PngRequest } from "./messages";
import { openPlotly } from "./plotlyWindow";
import { withPixels } from "./withPixels";
import { rasterize } from "./rasterize";

/** The renderer process: draws one figure after another until its parent goes away. */
const niceness = 10;

process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => undefined); // Ctrl-C in a terminal reaches the whole group; the parent decides
registerFonts();
const drawSvg = openPlotly();
// once it is ready: a picture must not take the processor from the training that it shows
setPriority(niceness);

async function draw(request: PngRequest): Promise<PngReply> {
  const { id, width, height, scale } = request;
  try {
    const figure = JSON.parse(request.figure) as DrawnFigure;
    figure.data = await Promise.all(figure.data.map(withPixels));
    const svg = await drawSvg(figure, { width, height });
    return { id, png: (await rasterize(svg, { width, height, scale })).toString("base64") };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

process.on("message", (request: PngRequest) => {
  void draw(request).then((reply) => process.send?.(reply));
});
