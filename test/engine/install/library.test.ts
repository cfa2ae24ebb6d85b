import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InstallError } from "../../../src/engine/install/installError";
import { installLibrary, libraryFolder, missingLibrary } from "../../../src/engine/install/library";
import { libraryPackages } from "../../../src/engine/install/libraryPackages";
import { places } from "../../../src/workbook/places";
import { type Scratch, withScratch } from "../../support/setup/scratch";

const packages = libraryPackages({ platform: "linux", arch: "x64", nvidiaDriver: false });
const wheelFiles = [
  "tensorflow/libtensorflow_cc.so.2",
  "tensorflow/libtensorflow_framework.so.2",
  "tensorflow/include/tensorflow/c/c_api.h",
  "tensorflow/include/Eigen/Core",
  "tensorflow/python/big.py",
];

/** A Python whose pip "downloads" a wheel of these files; everything else goes to the real one. */
function fakePython(scratch: Scratch, { files = wheelFiles, before = "" } = {}): string {
  const real = places().python;
  scratch.write(
    "make.py",
    "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as z:\n  [z.writestr(f, f * 9) for f in sys.argv[2:]]\n",
  );
  const script = `
    if [ "$2" = pip ]; then
      for last; do :; done
      echo "$@" > ${scratch.at("pip-arguments")}; cat "$(dirname "$last")/requirements.txt" > ${scratch.at("requirements")}
      ${before}
      exec "${real}" "${scratch.at("make.py")}" "$last/tensorflow_cpu-2.21.0-cp311.whl" ${files.join(" ")}
    fi
    exec "${real}" "$@"`;
  return scratch.program("python", script);
}

describe("installLibrary", () => {
  it(
    "keeps the libraries and the C headers of the wheel, and nothing else",
    withScratch(async (scratch) => {
      const home = scratch.at("home");
      assert.equal(missingLibrary({ home, packages }), "not installed yet");
      const folder = await installLibrary({ home, packages, python: fakePython(scratch) });
      assert.equal(folder, libraryFolder({ home, packages }));
      const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => path.extname(file));
      assert.deepEqual(found.sort(), ["files.json", ...wheelFiles.slice(0, 3)].sort());
      assert.deepEqual(readdirSync(path.dirname(folder)), [path.basename(folder)]);
      assert.equal(missingLibrary({ home, packages }), undefined);
    }),
  );

  it(
    "notices a library that was cut short since",
    withScratch(async (scratch) => {
      const home = scratch.at("home");
      const folder = await installLibrary({ home, packages, python: fakePython(scratch) });
      truncateSync(path.join(folder, "tensorflow/libtensorflow_cc.so.2"), 10);
      const reason = "tensorflow/libtensorflow_cc.so.2 is missing or has another size than when it was installed";
      assert.equal(missingLibrary({ home, packages }), reason);
      await installLibrary({ home, packages, python: fakePython(scratch) });
      assert.equal(missingLibrary({ home, packages }), undefined);
    }),
  );

  it(
    "starts again from nothing after a kill in the middle of the download",
    withScratch(async (scratch) => {
      const home = scratch.at("home");
      const left = path.join(home, "engine", ".tmp-99999999-abc", "wheels");
      mkdirSync(left, { recursive: true });
      writeFileSync(path.join(left, "tensorflow_cpu-2.21.0-cp311.whl"), "half of a wheel");
      assert.equal(missingLibrary({ home, packages }), "not installed yet");
      const folder = await installLibrary({ home, packages, python: fakePython(scratch) });
      assert.deepEqual(readdirSync(path.dirname(folder)), [path.basename(folder)]);
    }),
  );

  it(
    "asks pip for the pinned wheel of one fixed Python, by hash",
    withScratch(async (scratch) => {
      await installLibrary({ home: scratch.at("home"), packages, python: fakePython(scratch), arch: "x64" });
      const args = readFileSync(scratch.at("pip-arguments"), "utf8");
      assert.match(args, /--no-deps .*--require-hashes .*--python-version 3\.11 .*--platform manylinux_2_27_x86_64 /);
      assert.equal(
        readFileSync(scratch.at("requirements"), "utf8"),
        `tensorflow-cpu==2.21.0 --hash=sha256:${packages[0]?.sha256}\n`,
      );
    }),
  );

  it(
    "says that there is no network, and leaves nothing behind",
    withScratch(async (scratch) => {
      const home = scratch.at("home");
      const before = "echo 'Failed to establish a new connection: NewConnectionError' >&2; exit 1";
      await assert.rejects(
        installLibrary({ home, packages, python: fakePython(scratch, { before }) }),
        (error: unknown) => {
          assert.ok(error instanceof InstallError);
          assert.match(error.message, /^the package registry could not be reached .*Check the network/);
          return true;
        },
      );
      assert.deepEqual(readdirSync(path.join(home, "engine")), []);
    }),
  );

  it(
    "refuses a wheel without the library",
    withScratch(async (scratch) => {
      const home = scratch.at("home");
      const python = fakePython(scratch, { files: ["tensorflow/include/tensorflow/c/c_api.h"] });
      await assert.rejects(
        installLibrary({ home, packages, python }),
        /the wheel holds no tensorflow\/libtensorflow_cc\.so\.2/,
      );
      assert.ok(!existsSync(libraryFolder({ home, packages })));
    }),
  );
});
