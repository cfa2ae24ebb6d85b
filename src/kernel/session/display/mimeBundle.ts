import type { MimeBundle } from "../../../report/displayHost";
import { canvasBundle, isCanvas } from "./canvas";
import { dataFrameBundle, isDataFrame } from "./dataFrame";
import { guarded } from "../guarded";
import { isErrorValue } from "./isErrorValue";
import { ownBundle } from "./ownBundle";
import { isPlotlyFigure, plotlyBundle } from "./plotlyFigure";
import { valueText } from "./valueText";

/**
 * A value in the formats in which it can be shown, text always among them; a promise only when the value itself takes
 * its time.
 * @param describe the text of a value
 * @throws what the value's own display method throws, and nothing else
 */
export function toMimeBundle(
  value: unknown,
  describe: (value: unknown) => string = valueText,
): MimeBundle | Promise<MimeBundle> {
  const text = (): MimeBundle => ({ "text/plain": describe(value) });
  // every client can show text; most show nothing of a bundle that lacks it
  const withText = (bundle: MimeBundle): MimeBundle => ("text/plain" in bundle ? bundle : { ...bundle, ...text() });
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return text();
  const own = ownBundle(value);
  if (own instanceof Promise) return own.then(withText);
  if (own !== undefined) return withText(own);
  if (isErrorValue(value)) return text();
  return guarded(() => knownBundle(value), undefined) ?? text();
}

/** Of classes that know nothing of notebooks. */
function knownBundle(value: object): MimeBundle | undefined {
  if (isDataFrame(value)) return dataFrameBundle(value);
  if (isCanvas(value)) return canvasBundle(value);
  if (isPlotlyFigure(value)) return plotlyBundle(value);
  return undefined;
}

/** A bundle as JSON carries it: bytes as base64, text as text, and data of JSON types as it is. */
export function encodeBundle(bundle: MimeBundle): MimeBundle {
  const entries = Object.entries(bundle).filter(([, data]) => data !== undefined);
  return Object.fromEntries(entries.map(([type, data]) => [type, encode(type, data)]));
}

function encode(type: string, data: unknown): unknown {
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString("base64");
  if (/[/+]json$/.test(type) || typeof data === "string") return data;
  // the notebook format allows text in pieces
  return Array.isArray(data) ? data.join("") : typeof data === "object" && data !== null ? data : String(data);
}
