import { Figure } from "./figure";
import type { Trace } from "./figureSpec";
import { PlotError } from "./plotError";
import { classPalette } from "./theme/palette";
import { role } from "./theme/role";
import { type HoverImages, thumbnails } from "./thumbnail/hoverImages";
import { hoverLabel } from "./thumbnail/thumbnailText";

export interface Scatter2dOptions {
  /** Name of class k at index k, for the legend and the hover text. Default "class 0", "class 1", ... */
  classNames?: readonly string[];
  /** One more line of hover text a point, for instance its index in the data set. */
  hover?: readonly string[];
  /**
   * A picture of each point under the mouse, for at most 1000 points: N images of a data set, in the order of the
   * points. They are kept small enough that a figure stays under 1 MB: the more points, the coarser.
   */
  images?: HoverImages;
  title?: string;
  xTitle?: string;
  yTitle?: string;
}

/** From this many points on, browsers draw faster by WebGL. */
const manyPoints = 3000;
const symbols = ["circle", "square", "diamond", "triangle-up", "x"];

/**
 * A two-dimensional projection (PCA, UMAP) with one colour a class; a click on a class hides it, hovering names it.
 *
 * @param points - N pairs [x, y].
 * @param labels - N classes, whole numbers from 0.
 * @throws PlotError when lengths differ, a point is not a pair, or a label has no name.
 */
export function scatter2d(
  points: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  options: Scatter2dOptions = {},
): Figure {
  const { hover, title, xTitle = "", yTitle = "" } = options;
  if (labels.length !== points.length || (hover && hover.length !== points.length)) {
    const texts = hover ? ` and ${hover.length} hover texts` : "";
    throw new PlotError(
      `scatter2d: ${points.length} points, ${labels.length} labels${texts}; all need the same length`,
    );
  }
  const count = points.length;
  const pictures = options.images && thumbnails(options.images, { figure: "scatter2d", items: "points", count });
  const classes = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  const data = classes.map((label) => cloud(points, labels, label, options, pictures));
  const axes = { zeroline: false, showgrid: false, showticklabels: false, ticks: "" };
  return new Figure({
    data,
    layout: {
      title,
      xaxis: { ...axes, title: xTitle },
      yaxis: { ...axes, title: yTitle },
      legend: { itemsizing: "constant" },
      showlegend: classes.length > 1,
      hovermode: "closest",
    },
  });
}

function cloud(
  points: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  label: number,
  { classNames, hover }: Scatter2dOptions,
  pictures?: (i: number, lines: readonly string[]) => string,
): Trace {
  const name = classNames ? classNames[label] : `class ${label}`;
  if (name === undefined || !Number.isInteger(label) || label < 0) {
    const known = classNames ? `0 to ${classNames.length - 1}` : "whole numbers from 0";
    throw new PlotError(`scatter2d: label ${label} has no class; labels must be ${known}`);
  }
  const [x, y, text]: [number[], number[], string[]] = [[], [], []];
  for (let i = 0; i < points.length; i++) {
    if (labels[i] !== label) continue;
    if (points[i].length !== 2) {
      throw new PlotError(`scatter2d: point ${i} has ${points[i].length} coordinates; a point is a pair [x, y]`);
    }
    x.push(short(points[i][0]));
    y.push(short(points[i][1]));
    const line = hover ? [hover[i]] : [];
    if (pictures) text.push(pictures(i, [`<b>${name}</b>`, ...line]));
    else text.push(...line);
  }
  return {
    type: points.length >= manyPoints ? "scattergl" : "scatter",
    mode: "markers",
    name,
    x,
    y,
    ...(text.length > 0 && { text }),
    hovertemplate: pictures ? "%{text}<extra></extra>" : `${name}${hover ? "<br>%{text}" : ""}<extra></extra>`,
    ...(pictures && { hoverlabel: hoverLabel }),
    marker: {
      color: role.class(label),
      symbol: symbols[Math.floor(label / classPalette.length) % symbols.length],
      size: points.length > 1000 ? 4 : points.length > 300 ? 5 : 7,
    },
  };
}

/** Four digits are finer than a pixel and keep the notebook small. */
function short(x: number): number {
  return Number(x.toPrecision(4));
}
