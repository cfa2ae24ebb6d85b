import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";
import type { Compiler } from "./compiler";
import { explainToolError } from "./explainToolError";
import { InstallError } from "./installError";
import { libraryFiles } from "./library";
import { markInitFirst } from "./markInitFirst";
import { requireFreeDisk } from "./requireFreeDisk";
import { runTool } from "./runTool";
import { sourceFile } from "./sourceFile";
import { inTemporaryFolder } from "./temporaryFolder";

// Without an errno of every square root, loops with one can be vectorized.
const flags = [
  "-O3",
  "-fno-math-errno",
  "-fno-trapping-math",
  "-std=c++17",
  "-fPIC",
  "-fvisibility=hidden",
  "-DNAPI_VERSION=8",
];
// Threads and registered kernels of the addon outlive whoever loaded it: a worker that ends must not unload it.
const linkFlags = ["-Wl,-z,now", "-Wl,-z,nodelete"];

export interface BindingOptions {
  /** `engineHome()`. */
  home: string;
  /** `libraryFolder()`: what to compile against and to load at run time. */
  library: string;
  /** The folder of the npm package whose `binding/*.cc` is compiled. Default: the installed `@tensorflow/tfjs-node-gpu`. */
  packageFolder?: string;
}

/** The folder of the npm package whose addon this is. */
export function tfjsPackageFolder(): string {
  return path.dirname(require.resolve("@tensorflow/tfjs-node-gpu/package.json"));
}

/** Where the addon is, or will be: one folder for each set of sources, flags and library. */
export function bindingFile({ home, library, packageFolder = tfjsPackageFolder() }: BindingOptions): string {
  const hash = createHash("sha256").update(JSON.stringify([path.basename(library), flags, linkFlags]));
  for (const folder of [path.join(packageFolder, "binding"), sourceFile("engine/native"), nodeApiHeaders()]) {
    for (const file of sources(folder)) hash.update(readFileSync(path.join(folder, file)));
  }
  return path.join(home, "engine", `binding-${hash.digest("hex").slice(0, 12)}`, "tfjs_binding.node");
}

/**
 * Compiles the npm package's own addon against the library, together with our own sources in `src/engine/native`.
 * @returns the `bindingFile`, moved into place in one rename.
 * @throws {InstallError} when the compiler refuses.
 */
export async function buildBinding(options: BindingOptions & { compiler: Compiler }): Promise<string> {
  const { library, compiler, packageFolder = tfjsPackageFolder() } = options;
  const final = bindingFile(options);
  const engine = path.dirname(path.dirname(final));
  requireFreeDisk(engine, 50);
  const tensorflow = path.join(library, "tensorflow");
  const includes = [sourceFile("engine/native"), nodeApiHeaders(), path.join(tensorflow, "include"), packageFolder].map(
    (folder) => `-I${folder}`,
  );
  await inTemporaryFolder(engine, async (folder) => {
    const compile = (source: string, ...extra: string[]): Promise<string> =>
      invoke(compiler, [...flags, ...includes, ...extra, "-c", source, "-o", objectOf(source)], folder);
    const seams = ["-include", sourceFile("engine/native/packageSeams.h")];
    const binding = sources(path.join(packageFolder, "binding")).filter((file) => file.endsWith(".cc"));
    const native = sources(sourceFile("engine/native")).filter((file) => file.endsWith(".cc"));
    await Promise.all([
      ...native.map((file) => compile(sourceFile(`engine/native/${file}`))),
      ...binding.map((file) => compile(path.join(packageFolder, "binding", file), ...seams)),
    ]);
    // Objects first: some toolchains drop a library that nothing before it on the line needs.
    const objects = [...native, ...binding].map(objectOf);
    const libraries = linkArguments(engine, tensorflow);
    await invoke(compiler, ["-shared", "-o", "tfjs_binding.node", ...objects, ...libraries], folder);
    markInitFirst(path.join(folder, "tfjs_binding.node"));
    await tryLoading(path.join(folder, "tfjs_binding.node"));
    mkdirSync(path.dirname(final), { recursive: true });
    renameSync(path.join(folder, "tfjs_binding.node"), final);
  });
  return final;
}

/** Why the addon has to be built, or undefined when it is there. */
export function missingBinding(options: BindingOptions): string | undefined {
  return existsSync(bindingFile(options)) ? undefined : "not compiled yet for these versions";
}

// The run path is relative, so that the checkout may move: binding-<hash>/ and the library's folder are neighbours.
function linkArguments(engine: string, tensorflow: string): string[] {
  const libraries = libraryFiles.map((file) => path.join(tensorflow, file));
  return [...libraries, `-Wl,-rpath,$ORIGIN/../${path.relative(engine, tensorflow)}`, ...linkFlags];
}

async function invoke({ command, args }: Compiler, moreArgs: string[], cwd: string): Promise<string> {
  // Whatever a compiler keeps for itself goes away with the folder.
  const env = { ...process.env, TMPDIR: cwd, ZIG_GLOBAL_CACHE_DIR: cwd };
  return runTool(command, [...args, ...moreArgs], { cwd, env }).catch((error: unknown) => {
    throw explainToolError(
      error,
      `Check that ${command} compiles C++17, or name another compiler in CXX, and start again`,
    );
  });
}

async function tryLoading(addon: string): Promise<void> {
  const load = "process.dlopen({ exports: {} }, process.argv[1])";
  await runTool(process.execPath, ["-e", load, addon]).catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    throw new InstallError(
      `the addon was compiled, but does not load: ${text}`,
      "The library's wheel needs glibc 2.27 or newer (`ldd --version`), and a compiler for the same architecture as Node's",
    );
  });
}

function nodeApiHeaders(): string {
  return path.join(path.dirname(require.resolve("node-api-headers/package.json")), "include");
}

function sources(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /\.(cc|h)$/.test(file))
    .sort();
}

function objectOf(source: string): string {
  return path.basename(source).replace(/\.cc$/, ".o");
}
