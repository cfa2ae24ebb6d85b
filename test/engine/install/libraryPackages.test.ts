import assert from "node:assert/strict";
import { InstallError } from "../../../src/engine/install/installError";
import { libraryPackages, type LibraryMachine } from "../../../src/engine/install/libraryPackages";

const pc: LibraryMachine = { platform: "linux", arch: "x64", nvidiaDriver: false };
const names = (machine: LibraryMachine): string[] => libraryPackages(machine).map(({ name }) => name);

describe("the wheels of the engine", () => {
  it("are the CPU build alone without an NVIDIA driver", () => {
    assert.deepEqual(names(pc), ["tensorflow-cpu"]);
  });

  it("are the GPU build and everything its extra and-cuda names beside a driver", () => {
    const [tensorflow, ...cuda] = names({ ...pc, nvidiaDriver: true });
    assert.equal(tensorflow, "tensorflow");
    const parts =
      "cublas cuda-cupti cuda-nvcc cuda-nvrtc cuda-runtime cudnn cufft curand cusolver cusparse nccl nvjitlink";
    assert.deepEqual(
      cuda,
      parts.split(" ").map((part) => `nvidia-${part}-cu12`),
    );
  });

  it("are the CPU build beside a driver when the reader asks for the processor", () => {
    assert.deepEqual(names({ ...pc, nvidiaDriver: true, device: "cpu" }), ["tensorflow-cpu"]);
  });

  it("are the build for ARM64 there, which has no CUDA", () => {
    assert.deepEqual(names({ ...pc, arch: "arm64", nvidiaDriver: true }), ["tensorflow"]);
  });

  it("are pinned by a sha256 of their own each", () => {
    const all = [
      ...libraryPackages(pc),
      ...libraryPackages({ ...pc, nvidiaDriver: true }),
      ...libraryPackages({ ...pc, arch: "arm64" }),
    ];
    for (const { name, sha256 } of all) assert.match(sha256, /^[0-9a-f]{64}$/, name);
    assert.equal(new Set(all.map(({ sha256 }) => sha256)).size, all.length);
  });

  it("do not exist for macOS, and the error says where contrastbook runs", () => {
    assert.throws(
      () => libraryPackages({ ...pc, platform: "darwin", arch: "arm64" }),
      (error: unknown) => {
        assert.ok(error instanceof InstallError);
        assert.equal(error.reason, "no TensorFlow library is pinned for darwin on arm64");
        assert.match(error.remedy, /Linux/);
        return true;
      },
    );
  });
});
