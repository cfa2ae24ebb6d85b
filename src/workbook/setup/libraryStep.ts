import { installLibrary, missingLibrary } from "../../engine/install/library";
import type { Places } from "../places";
import { engineOf } from "./engine";
import type { Step } from "./step";

/** TensorFlow's C library, out of its PyPI wheel. */
export function libraryStep({ home, python }: Places): Step {
  return {
    name: "tensorflow",
    needs: ["python"],
    check() {
      const { packages } = engineOf(home);
      const reason = missingLibrary({ home, packages });
      return reason && `${packages.map(({ name, version }) => `${name} ${version}`).join(", ")}: ${reason}`;
    },
    async run(report) {
      await installLibrary({ home, packages: engineOf(home).packages, python, report });
    },
    remedy: `Remove ${home}/engine and start again`,
  };
}
