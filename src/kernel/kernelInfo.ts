import { readFileSync } from "node:fs";
import { join } from "node:path";
import { protocolVersion } from "./wire/message";

/** The content of kernel_info_reply, as JSON text. Known without loading the compiler, which takes a second. */
export function kernelInfo(): string {
  const typescript = packageVersion(require.resolve("typescript/package.json"));
  const version = packageVersion(join(__dirname, "..", "..", "..", "package.json"));
  return JSON.stringify({
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "contrastbook",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "application/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `contrastbook ${version}: TypeScript ${typescript} on Node.js ${process.version}`,
    debugger: false,
    help_links: [
      { text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/api/" },
    ],
    supported_features: [],
  });
}

function packageVersion(path: string): string {
  const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
  return version;
}
