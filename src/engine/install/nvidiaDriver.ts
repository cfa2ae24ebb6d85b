import { existsSync } from "node:fs";
import { findExecutable } from "./findExecutable";

/** Where an NVIDIA driver shows itself on this machine, or undefined when there is none. */
export function nvidiaDriver(
  versionFile = "/proc/driver/nvidia/version",
  searchPath: string | undefined = process.env.PATH,
): string | undefined {
  return existsSync(versionFile) ? versionFile : findExecutable("nvidia-smi", searchPath);
}
