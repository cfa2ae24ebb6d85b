import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadImage } from "@napi-rs/canvas";
import { installKernelSpec, listKernelSpecs, uninstallKernelSpec } from "../../../src/kernel/install/kernelSpec";

describe("kernelspec", () => {
  let jupyter: string;
  beforeEach(() => (jupyter = mkdtempSync(join(tmpdir(), "contrastbook-spec-"))));
  afterEach(() => rmSync(jupyter, { recursive: true }));
  const kernels = (): string[] => readdirSync(join(jupyter, "kernels"));

  it("starts the built kernel, interrupts by message, loads a module first and sets the environment", () => {
    const folder = installKernelSpec({ jupyter, node: "/usr/bin/node", preload: "/p/environment.js", env: { A: "1" } });
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as Record<string, unknown>;
    const argv = spec.argv as string[];
    assert.deepEqual(argv.slice(0, 3), ["/usr/bin/node", "--require", "/p/environment.js"]);
    assert.ok(existsSync(argv[3] ?? ""), "the kernel's main file");
    assert.equal(argv[4], "{connection_file}");
    assert.equal(spec.interrupt_mode, "message");
    assert.equal(spec.display_name, "TypeScript (contrastbook)");
    assert.equal(spec.language, "typescript");
    assert.deepEqual(spec.env, { A: "1" });
  });

  it("replaces an older one whole, and leaves no temporary folder", () => {
    const folder = installKernelSpec({ jupyter });
    writeFileSync(join(folder, "stale"), "");
    installKernelSpec({ jupyter, displayName: "Newer" });
    assert.deepEqual(kernels(), ["contrastbook"]);
    assert.equal(existsSync(join(folder, "stale")), false);
    assert.deepEqual(listKernelSpecs({ jupyter }), [{ name: "contrastbook", displayName: "Newer", folder }]);
  });

  it("removes its own, says when there is none, and leaves the kernels of others alone", () => {
    installKernelSpec({ jupyter, name: "other-name" });
    assert.equal(uninstallKernelSpec({ jupyter, name: "other-name" }), true);
    assert.equal(uninstallKernelSpec({ jupyter, name: "other-name" }), false);
    const python = join(jupyter, "kernels", "python3");
    mkdirSync(python);
    writeFileSync(join(python, "kernel.json"), '{"display_name":"Python 3"}');
    assert.deepEqual(listKernelSpecs({ jupyter }), []);
    assert.throws(() => uninstallKernelSpec({ jupyter, name: "python3" }), /python3 is not one of contrastbook/);
  });

  it("leaves a stranger's kernel of the same name as it is", () => {
    const folder = join(jupyter, "kernels", "deno");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "kernel.json"), '{"display_name":"Deno"}');
    assert.throws(() => installKernelSpec({ jupyter, name: "deno" }), {
      name: "KernelSpecError",
      message: `kernelspec: ${folder} is another kernel and is left alone; choose another --name`,
    });
    assert.equal(readFileSync(join(folder, "kernel.json"), "utf8"), '{"display_name":"Deno"}');
    assert.deepEqual(kernels(), ["deno"]);
  });

  it("says so when the folder cannot be made, and leaves nothing half done", () => {
    const file = join(jupyter, "file");
    writeFileSync(file, "");
    assert.throws(() => installKernelSpec({ jupyter: file }), {
      name: "KernelSpecError",
      message: /contrastbook cannot be changed, because a part of its path is a file; needed is .*--user, or --prefix/,
    });
  });

  it("names the file that is gone when a kernelspec cannot start", () => {
    installKernelSpec({ jupyter, name: "kept", preload: __filename });
    installKernelSpec({ jupyter, name: "moved", preload: "/nowhere/environment.js" });
    const faults = Object.fromEntries(listKernelSpecs({ jupyter }).map(({ name, fault }) => [name, fault]));
    assert.deepEqual(faults, { kept: undefined, moved: "/nowhere/environment.js is not there any more" });
  });

  it("calls a kernel of another name by that name, unless told otherwise", () => {
    for (const [name, displayName] of [["lab"], ["paper", "My paper"]] as const) {
      installKernelSpec({ jupyter, name, displayName });
    }
    assert.deepEqual(
      listKernelSpecs({ jupyter }).map(({ displayName }) => displayName),
      ["TypeScript (lab)", "My paper"],
    );
  });

  it("lists nothing where nothing was installed", () => {
    assert.deepEqual(listKernelSpecs({ jupyter }), []);
  });

  it("refuses a name that Jupyter does not allow", () => {
    assert.throws(() => installKernelSpec({ jupyter, name: "a/b" }), {
      name: "KernelSpecError",
      message: 'kernelspec: the name is "a/b"; needed are letters, digits, ".", "_" and "-" only',
    });
  });

  it("brings logos that a stranger's decoder reads", async () => {
    const folder = installKernelSpec({ jupyter });
    for (const size of [32, 64]) {
      const image = await loadImage(join(folder, `logo-${size}x${size}.png`));
      assert.deepEqual([image.width, image.height], [size, size]);
    }
    assert.match(readFileSync(join(folder, "logo-svg.svg"), "utf8"), /^<svg xmlns/);
  });
});
