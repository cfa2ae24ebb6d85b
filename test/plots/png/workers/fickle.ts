/** A stand-in for the renderer: the `figure` of a request says how it behaves; a picture is its own process id. */
process.on("disconnect", () => process.exit(0));
process.on("message", ({ id, figure }: { id: number; figure: string }) => {
  if (figure === "die") process.exit(3);
  if (figure === "scream and die") process.stderr.write("out of memory\n", () => process.exit(3));
  if (figure === "refuse") process.send?.({ id, error: "no such axis" });
  if (figure === "pid") process.send?.({ id, png: Buffer.from(String(process.pid)).toString("base64") });
});
