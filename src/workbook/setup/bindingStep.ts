import { bindingFile, buildBinding, missingBinding, tfjsPackageFolder } from "../../engine/install/binding";
import { requireCompiler } from "../../engine/install/compiler";
import { linkBinding, missingBindingLink } from "../../engine/install/linkBinding";
import type { Places } from "../places";
import { engineOf } from "./engine";
import type { Step } from "./step";

/** The addon between Node and TensorFlow: compiled once, and linked into the npm package after every `npm ci`. */
export function bindingStep({ home, python }: Places): Step {
  const options = (): { home: string; library: string } => ({ home, library: engineOf(home).library });
  return {
    name: "addon",
    needs: ["python", "tensorflow"],
    check() {
      return missingBinding(options()) ?? missingBindingLink(tfjsPackageFolder(), bindingFile(options()));
    },
    async run(report) {
      if (missingBinding(options())) {
        const compiler = await requireCompiler({ home, python, report });
        report(`compiling with ${[compiler.command, ...compiler.args].join(" ")}`);
        await buildBinding({ ...options(), compiler });
      }
      linkBinding(tfjsPackageFolder(), bindingFile(options()));
    },
    remedy: `Remove ${home}/engine and start again`,
  };
}
