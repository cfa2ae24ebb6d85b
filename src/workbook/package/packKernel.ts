import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTool } from "../../engine/install/runTool";
import { packageDependencies } from "./packageDependencies";
import { packageFiles } from "./packageFiles";

/** The part of a package.json that is read here. */
interface Manifest {
  name: string;
  version: string;
  license: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
}

/**
 * Packs the kernel alone, without the workbook, as a tarball for `npm install`: the workbook's own dependencies need
 * `overrides`, which npm heeds only at the root of an installation.
 * @param root the checkout, which must be built
 * @param target the folder that gets the tarball
 * @returns the path of the tarball
 */
export async function packKernel(root: string, target: string): Promise<string> {
  const staging = mkdtempSync(path.join(tmpdir(), "contrastbook-pack-"));
  try {
    stage(root, staging);
    mkdirSync(target, { recursive: true });
    const args = ["pack", staging, "--pack-destination", path.resolve(target), "--loglevel=error"];
    const printed = await runTool("npm", args, { cwd: staging });
    return path.join(path.resolve(target), printed.trim().split("\n").pop() ?? "");
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function stage(root: string, staging: string): void {
  const dist = path.join(root, "dist", "src");
  const files = packageFiles(dist);
  for (const file of files) cpSync(path.join(dist, file), path.join(staging, "dist", "src", file));
  cpSync(path.join(root, "LICENSE"), path.join(staging, "LICENSE"));
  cpSync(path.join(root, "src", "workbook", "python", "papermill"), path.join(staging, "papermill"), {
    recursive: true,
    filter: (source) => path.basename(source) !== "__pycache__",
  });
  cpSync(path.join(root, "src", "workbook", "package", "README.md"), path.join(staging, "README.md"));
  writeIndex(files, staging);
  const project = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
  const { name, version, license, engines } = project;
  const manifest = {
    name,
    version,
    description: "A TypeScript kernel for Jupyter",
    keywords: ["jupyter", "kernel", "typescript", "notebook"],
    license,
    engines,
    bin: { contrastbook: "dist/src/kernel/cli.js" },
    main: "index.js",
    types: "index.d.ts",
    files: ["dist", "papermill", "index.js", "index.d.ts"],
    ...dependenciesOf(packageDependencies(dist, files, project.dependencies)),
  };
  writeFileSync(path.join(staging, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What is only of use to those who have it anyway: cells that were written for tslab show things by its `display`. */
const optional = ["tslab"];

function dependenciesOf(needed: Record<string, string>): object {
  const split = (isOptional: boolean): [string, string][] =>
    Object.entries(needed).filter(([name]) => optional.includes(name) === isOptional);
  return {
    dependencies: Object.fromEntries(split(false)),
    peerDependencies: Object.fromEntries(split(true)),
    peerDependenciesMeta: Object.fromEntries(split(true).map(([name]) => [name, { optional: true }])),
  };
}

/** What cells and libraries import from the package: the whole room `report`, under the names it has in the workbook. */
function writeIndex(files: readonly string[], staging: string): void {
  const modules = files.flatMap((file) => /^report\/.*(?=\.d\.ts$)/.exec(file) ?? []);
  const lines = (line: (module: string) => string): string => modules.map((module) => `${line(module)}\n`).join("");
  writeFileSync(
    path.join(staging, "index.js"),
    `"use strict";\n${lines((module) => `Object.assign(exports, require("./dist/src/${module}.js"));`)}`,
  );
  writeFileSync(
    path.join(staging, "index.d.ts"),
    lines((module) => `export * from "./dist/src/${module}";`),
  );
}
