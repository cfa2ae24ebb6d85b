import type { FigureSpec } from "../figureSpec";

/** What the parent asks of the renderer process. The figure travels as JSON text, which is quicker to clone. */
export interface PngRequest {
  id: number;
  figure: string;
  width: number;
  height: number;
  scale: number;
}

/** The renderer's answer: the picture in base64, or what went wrong. */
export type PngReply = { id: number; png: string } | { id: number; error: string };

export type DrawnFigure = Pick<FigureSpec, "data" | "layout">;
