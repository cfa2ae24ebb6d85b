import { displaySymbol } from "../../report/displayable";
import type { MimeBundle } from "../../report/displayHost";
import { tf } from "../tf";
import { imageBytes, isImage } from "./imageBytes";
import { pictureOf } from "./imageGrid";
import { tensorText } from "./tensorText";

const limit = 32;

/** How a tensor shows itself in a notebook: as text, and as a picture when it has the shape of one. */
export function tensorDisplay(tensor: tf.Tensor): MimeBundle {
  const text = tensorText(tensor);
  if (tensor.isDisposed || !isImage(tensor)) return { "text/plain": text };
  const images = imageBytes(tensor, limit);
  const notes = [images.note, tensor.rank === 4 && tensor.shape[0] > limit ? `the first ${limit} are shown` : ""];
  return {
    "image/png": pictureOf(images).toString("base64"),
    "text/plain": [text, ...notes.filter(Boolean)].join("\n"),
  };
}

// Importing this file gives every tensor and variable of the process the method that notebooks look for.
Object.defineProperty(tf.Tensor.prototype, displaySymbol, {
  configurable: true,
  value(this: tf.Tensor): MimeBundle {
    return tensorDisplay(this);
  },
});
