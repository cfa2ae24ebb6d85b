import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadImage } from "@napi-rs/canvas";
import { installKernelSpec, listKernelSpecs, uninstallKernelSpec } from "../../../src/kernel/install/kernelSpec";

describe("kernelspec", () => {
  let prefix: string;
  beforeEach(() => (prefix = mkdtempSync(join(tmpdir(), "contrastbook-spec-"))));
  afterEach(() => rmSync(prefix, { recursive: true }));
  const kernels = (): string[] => readdirSync(join(prefix, "share", "jupyter", "kernels"));

  it("starts the built kernel, interrupts by message, loads a module first and sets the environment", () => {
    const folder = installKernelSpec({ prefix, node: "/usr/bin/node", preload: "/p/environment.js", env: { A: "1" } });
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
    const folder = installKernelSpec({ prefix });
    writeFileSync(join(folder, "stale"), "");
    installKernelSpec({ prefix, displayName: "Newer" });
    assert.deepEqual(kernels(), ["contrastbook"]);
    assert.equal(existsSync(join(folder, "stale")), false);
    assert.deepEqual(listKernelSpecs({ prefix }), [{ name: "contrastbook", displayName: "Newer", folder }]);
  });

  it("removes its own, says when there is none, and leaves the kernels of others alone", () => {
    installKernelSpec({ prefix, name: "other-name" });
    assert.equal(uninstallKernelSpec({ prefix, name: "other-name" }), true);
    assert.equal(uninstallKernelSpec({ prefix, name: "other-name" }), false);
    const python = join(prefix, "share", "jupyter", "kernels", "python3");
    mkdirSync(python);
    writeFileSync(join(python, "kernel.json"), '{"display_name":"Python 3"}');
    assert.deepEqual(listKernelSpecs({ prefix }), []);
    assert.throws(() => uninstallKernelSpec({ prefix, name: "python3" }), /python3 is not one of contrastbook/);
  });

  it("lists nothing where nothing was installed", () => {
    assert.deepEqual(listKernelSpecs({ prefix }), []);
  });

  it("refuses a name that Jupyter does not allow", () => {
    assert.throws(() => installKernelSpec({ prefix, name: "a/b" }), {
      name: "KernelSpecError",
      message: 'kernelspec: the name is "a/b"; needed are letters, digits, ".", "_" and "-" only',
    });
  });

  it("brings logos that a stranger's decoder reads", async () => {
    const folder = installKernelSpec({ prefix });
    for (const size of [32, 64]) {
      const image = await loadImage(join(folder, `logo-${size}x${size}.png`));
      assert.deepEqual([image.width, image.height], [size, size]);
    }
    assert.match(readFileSync(join(folder, "logo-svg.svg"), "utf8"), /^<svg xmlns/);
  });
});
