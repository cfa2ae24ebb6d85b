import { libraryFolder } from "../../engine/install/library";
import { libraryPackages, type LibraryPackage } from "../../engine/install/libraryPackages";
import { nvidiaDriver } from "../../engine/install/nvidiaDriver";

/** The engine this machine gets: which wheels, and the folder they go to. */
export interface Engine {
  packages: LibraryPackage[];
  library: string;
}

/** @throws {InstallError} on a platform without a TensorFlow wheel */
export function engineOf(home: string, env: NodeJS.ProcessEnv = process.env): Engine {
  const { platform, arch } = process;
  const driver = nvidiaDriver(undefined, env.PATH) !== undefined;
  const packages = libraryPackages({ platform, arch, nvidiaDriver: driver, device: env.CONTRASTBOOK_DEVICE });
  return { packages, library: libraryFolder({ home, packages }) };
}
