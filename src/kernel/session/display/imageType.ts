const signatures: [type: string, matches: (head: Buffer) => boolean][] = [
  ["image/png", (head) => head.subarray(0, 8).equals(Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"))],
  ["image/jpeg", (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ["image/gif", (head) => /^GIF8[79]a/.test(head.toString("latin1"))],
  ["image/webp", (head) => /^RIFF....WEBP/s.test(head.toString("latin1"))],
  ["image/bmp", (head) => /^BM/.test(head.toString("latin1"))],
  ["image/svg+xml", (head) => /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/is.test(head.toString("utf8"))], // prettier-ignore
];

/** The MIME type of a picture by its first bytes; undefined when they begin no picture that notebooks show. */
export function imageType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024));
  return signatures.find(([, matches]) => matches(head))?.[0];
}
