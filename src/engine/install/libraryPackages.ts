import { InstallError } from "./installError";

/** One wheel of the engine, pinned: pip refuses any file with another sha256. */
export interface LibraryPackage {
  name: string;
  version: string;
  sha256: string;
}

export interface LibraryMachine {
  /** As `process.platform` and `process.arch` say it. */
  platform: string;
  arch: string;
  nvidiaDriver: boolean;
  /** CONTRASTBOOK_DEVICE: `cpu` asks for the CPU library even beside an NVIDIA driver. */
  device?: string;
}

const version = "2.21.0";

const wheels = {
  x64: { name: "tensorflow-cpu", version, sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c" },
  x64WithGpu: {
    name: "tensorflow",
    version,
    sha256: "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
  },
  arm64: { name: "tensorflow", version, sha256: "4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c" },
} satisfies Record<string, LibraryPackage>;

// The wheel's extra `and-cuda`, at its lower bounds: what this TensorFlow was built with, and what asks least of the driver.
const cuda: LibraryPackage[] = [
  nvidia("cublas", "12.5.3.2", "ca070ad70e9fa6654084575d01bd001f30cc4665e33d4bb9fc8e0f321caa034b"),
  nvidia("cuda-cupti", "12.5.82", "bde77a5feb66752ec61db2adfe47f56b941842825b4c7e2068aff27c9d107953"),
  nvidia("cuda-nvcc", "12.5.82", "b03e545b8e8c3ce7ebcd7fc44063180ff52ff01d064ece2127ed90a04ef12cd0"),
  nvidia("cuda-nvrtc", "12.5.82", "3dbd97b0104b4bfbc3c4f8c79cd2496307c89c43c29a9f83125f1d76296ff3fd"),
  nvidia("cuda-runtime", "12.5.82", "3e79a060e126df40fd3a068f3f787eb000fa51b251ec6cd97d09579632687115"),
  nvidia("cudnn", "9.3.0.75", "9ad9c6929ebb5295eb4a1728024666d1c88283373e265a0c5c883e6f9d5cd76d"),
  nvidia("cufft", "11.2.3.61", "9a6e8df162585750f61983a638104a48c756aa13f9f48e19ab079b38e3c828b8"),
  nvidia("curand", "10.3.6.82", "2823fb27de4e44dbb22394a6adf53aa6e1b013aca0f8c22867d1cfae58405536"),
  nvidia("cusolver", "11.6.3.83", "93cfafacde4428b71778eeb092ec615a02a3d05404da1bcf91c53e3fa1bce42b"),
  nvidia("cusparse", "12.5.1.3", "016df8e993c437e8301e62739f01775cba988fd5253cd4c64173f8e8d2f8e752"),
  nvidia("nccl", "2.27.7", "de5ba5562f08029a19cb1cd659404b18411ed0d6c90ac5f52f30bf99ad5809aa"),
  nvidia("nvjitlink", "12.5.82", "f9b37bc5c8cf7509665cb6ada5aaa0ce65618f2332b7d3e78e9790511f111212"),
];

function nvidia(name: string, packageVersion: string, sha256: string): LibraryPackage {
  return { name: `nvidia-${name}-cu12`, version: packageVersion, sha256 };
}

/**
 * The wheels that give this machine its TensorFlow library: the CPU build, or with an NVIDIA driver the GPU build and CUDA.
 * @throws {InstallError} on a platform for which no such wheel exists.
 */
export function libraryPackages({ platform, arch, nvidiaDriver, device }: LibraryMachine): LibraryPackage[] {
  if (platform === "linux" && arch === "x64") {
    return nvidiaDriver && device !== "cpu" ? [wheels.x64WithGpu, ...cuda] : [wheels.x64];
  }
  if (platform === "linux" && arch === "arm64") return [wheels.arm64];
  throw new InstallError(
    `no TensorFlow library is pinned for ${platform} on ${arch}`,
    "Use Linux (glibc) on x86-64 or ARM64: a container, a virtual machine or WSL will do",
  );
}
