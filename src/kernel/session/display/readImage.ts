import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { imageType } from "./imageType";

export interface ReadImage {
  type: string;
  /** Text of an SVG, bytes of anything else. */
  data: string | Uint8Array;
  /** One line about it. */
  text: string;
}

/**
 * A picture from its file or its bytes.
 * @throws TypeError when it is no picture that notebooks show; the error of the file system when it cannot be read
 */
export function readImage(source: string | URL | Uint8Array | ArrayBuffer): ReadImage {
  const { bytes, name } = bytesOf(source);
  const type = imageType(bytes);
  if (type === undefined) {
    const head = JSON.stringify(Buffer.from(bytes.subarray(0, 12)).toString("latin1"));
    throw new TypeError(
      `display.image: ${name ?? "the given bytes"} ${name === undefined ? "begin" : "begins"} with ${head}; needed is a PNG, JPEG, GIF, WebP, BMP or SVG file`,
    );
  }
  const data = type === "image/svg+xml" ? Buffer.from(bytes).toString("utf8") : bytes;
  const label = type.replace(/^image\//, "").replace(/\+xml$/, "").toUpperCase(); // prettier-ignore
  return {
    type,
    data,
    text: [name, label, `${bytes.length.toLocaleString("en-US")} bytes`].filter(Boolean).join(", "),
  };
}

function bytesOf(source: string | URL | Uint8Array | ArrayBuffer): { bytes: Uint8Array; name?: string } {
  if (source instanceof Uint8Array) return { bytes: source };
  if (source instanceof ArrayBuffer) return { bytes: new Uint8Array(source) };
  const given = String(source);
  if (!(typeof source === "string" || source instanceof URL) || /^(?!file:)[a-z][a-z\d+.-]+:/i.test(given)) {
    throw new TypeError(
      `display.image: the source is ${given.slice(0, 60)}; needed is the path of a file, or bytes; ` +
        'a page of the web is shown by display.html(`<img src="...">`)',
    );
  }
  const path = given.startsWith("file:") ? fileURLToPath(given) : given;
  return { bytes: readFileSync(path), name: basename(path) };
}
