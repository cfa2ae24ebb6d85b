import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainToolError } from "./explainToolError";
import { InstallError } from "./installError";
import type { LibraryPackage } from "./libraryPackages";
import { requireFreeDisk } from "./requireFreeDisk";
import { runTool } from "./runTool";
import { sourceFile } from "./sourceFile";
import { inTemporaryFolder } from "./temporaryFolder";

/** What is taken from a TensorFlow wheel: the two libraries, the C headers and what these include, and the licence. */
const tensorflowParts = [
  "tensorflow/libtensorflow_cc.so.2",
  "tensorflow/libtensorflow_framework.so.2",
  "tensorflow/include/absl/",
  "tensorflow/include/tensorflow/c/",
  "tensorflow/include/tensorflow/core/platform/ctstring",
  "tensorflow/include/tsl/platform/ctstring",
  "tensorflow/include/tsl/platform/platform.h",
  "tensorflow/include/xla/tsl/c/",
  "tensorflow/THIRD_PARTY_NOTICES",
];

/** The files an addon links against, inside an installed library's `tensorflow` folder. */
export const libraryFiles = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"] as const;

// The wheel of one fixed Python is fetched whatever the local Python is: only its C library is used, never its Python part.
const pythonTag = ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311", "--abi", "none"];
const manylinux = ["manylinux_2_27", "manylinux2014", "manylinux_2_17"];
const pipArch: Record<string, string> = { x64: "x86_64", arm64: "aarch64" };

export interface LibraryOptions {
  /** `engineHome()`. */
  home: string;
  packages: readonly LibraryPackage[];
}

export interface InstallLibraryOptions extends LibraryOptions {
  /** The Python of the project's venv, with pip. */
  python: string;
  /** As `process.arch` says it. */
  arch?: string;
  report?: (message: string) => void;
}

/** Where the library of these packages is, or will be: one folder a set of versions. */
export function libraryFolder({ home, packages }: LibraryOptions): string {
  const [{ name, version }] = packages as [LibraryPackage];
  const hash = createHash("sha256")
    .update(JSON.stringify([packages, tensorflowParts]))
    .digest("hex")
    .slice(0, 8);
  return path.join(home, "engine", `${name}-${version}-${hash}`);
}

/** Why the library has to be installed, or undefined when it is whole. */
export function missingLibrary(options: LibraryOptions): string | undefined {
  const folder = libraryFolder(options);
  const manifest = path.join(folder, "files.json");
  if (!existsSync(manifest)) return "not installed yet";
  const sizes = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, number>;
  const damaged = Object.keys(sizes).find((file) => sizeOf(path.join(folder, file)) !== sizes[file]);
  return damaged && `${damaged} is missing or has another size than when it was installed`;
}

/**
 * Downloads the wheels with pip (sha256 checked), unpacks what the engine needs and moves it into place in one rename.
 * @returns the `libraryFolder`.
 * @throws {InstallError} when the disk is too small, the registry out of reach, or the wheel not as expected.
 */
export async function installLibrary(options: InstallLibraryOptions): Promise<string> {
  const { packages, python, report = () => undefined } = options;
  const final = libraryFolder(options);
  const withCuda = packages.length > 1;
  requireFreeDisk(path.dirname(final), withCuda ? 9000 : 1400);
  await inTemporaryFolder(path.dirname(final), async (folder) => {
    const wheels = path.join(folder, "wheels");
    const unpacked = path.join(folder, "unpacked");
    await download(options, wheels);
    for (const wheel of readdirSync(wheels)) {
      report(`unpacking ${wheel}`);
      const parts = wheel.startsWith("tensorflow") ? tensorflowParts : ["nvidia/"];
      await unpack(python, path.join(wheels, wheel), unpacked, parts);
      rmSync(path.join(wheels, wheel));
    }
    for (const file of libraryFiles) requirePart(unpacked, `tensorflow/${file}`);
    writeFileSync(path.join(unpacked, "files.json"), JSON.stringify(sizesOf(unpacked)));
    // Another checkout with the same home may have been faster.
    if (missingLibrary(options) === undefined) return;
    rmSync(final, { recursive: true, force: true });
    renameSync(unpacked, final);
  });
  return final;
}

async function download(
  { packages, python, arch = process.arch, report }: InstallLibraryOptions,
  wheels: string,
): Promise<void> {
  mkdirSync(wheels, { recursive: true });
  const requirements = path.join(path.dirname(wheels), "requirements.txt");
  writeFileSync(requirements, packages.map((p) => `${p.name}==${p.version} --hash=sha256:${p.sha256}\n`).join(""));
  const platforms = manylinux.flatMap((tag) => ["--platform", `${tag}_${pipArch[arch]}`]);
  const what = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--no-cache-dir", "--progress-bar", "off"];
  const args = ["-m", "pip", "download", ...what, ...pythonTag, ...platforms, "-r", requirements, "-d", wheels];
  // pip writes what it is downloading into TMPDIR: there it goes away with our folder when we are killed.
  const env = { ...process.env, TMPDIR: path.dirname(wheels) };
  const onLine = (line: string): void => {
    if (/^\s*Downloading /.test(line)) report?.(line.trim().replace(/https?:\S*\//, ""));
  };
  await runTool(python, args, { env, onLine }).catch((error: unknown) => {
    throw explainToolError(error, "Look at pip's words above, then start again");
  });
}

async function unpack(python: string, wheel: string, target: string, parts: readonly string[]): Promise<void> {
  await runTool(python, [sourceFile("engine/install/unpackWheel.py"), wheel, target, ...parts]).catch(
    (error: unknown) => {
      throw explainToolError(error, "Start again: the wheel will be downloaded anew");
    },
  );
}

function requirePart(folder: string, part: string): void {
  if (existsSync(path.join(folder, part))) return;
  throw new InstallError(
    `the wheel holds no ${part}`,
    "The pinned version is not one contrastbook can use: file an issue",
  );
}

function sizesOf(folder: string): Record<string, number> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.so(\.|$)/.test(file));
  return Object.fromEntries(files.map((file) => [file, statSync(path.join(folder, file)).size]));
}

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}
