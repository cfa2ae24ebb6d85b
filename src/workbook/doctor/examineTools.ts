import { readFileSync } from "node:fs";
import path from "node:path";
import { findCompiler } from "../../engine/install/compiler";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import { findPython } from "../setup/findPython";
import { chromiumRemedy, findChromium } from "../testing/chromium";
import { examineKernelSpecs } from "./examineKernelSpecs";
import type { Finding } from "./finding";

const jupyterPackages = ["jupyterlab", "nbclient", "plotly"];
const versionsOf = `
import importlib.metadata, sys
print(sys.version.split()[0], *[importlib.metadata.version(name) for name in sys.argv[1:]])
`;

/** The programs around the workbook, and their versions. */
export async function examineTools(places: Places): Promise<Finding[]> {
  const answers = await Promise.all([npm(), python(), jupyter(places), compiler()]);
  return [
    { subject: "Node.js", state: "ok", value: process.version },
    ...answers,
    {
      subject: "TypeScript",
      state: "ok",
      value: versionIn(places, "typescript"),
    },
    ...examineKernelSpecs(places),
    chromium(),
  ];
}

async function npm(): Promise<Finding> {
  const subject = "npm";
  return runTool("npm", ["--version"]).then(
    (version) => ({ subject, state: "ok", value: version.trim() }),
    (error: Error) => ({
      subject,
      state: "broken",
      value: error.message,
      remedy: "install npm (it comes with Node.js)",
    }),
  );
}

async function python(): Promise<Finding> {
  const subject = "Python";
  return findPython().then(
    ({ command, version }) => ({ subject, state: "ok", value: `${version} (${command})` }),
    (error: Error) => ({ subject, state: "note", value: error.message, remedy: "needed only to make .venv" }),
  );
}

async function jupyter({ python }: Places): Promise<Finding> {
  const subject = "Jupyter";
  return runTool(python, ["-c", versionsOf, ...jupyterPackages]).then(
    (answer) => {
      const [own, ...versions] = answer.trim().split(" ");
      const named = jupyterPackages.map((name, index) => `${name} ${versions[index]}`);
      return { subject, state: "ok", value: `${named.join(", ")} on Python ${own} in .venv` };
    },
    () => ({ subject, state: "broken", value: "JupyterLab is not installed in .venv", remedy: "npm run setup" }),
  );
}

async function compiler(): Promise<Finding> {
  const subject = "C++ compiler";
  const found = findCompiler();
  if (!found) return { subject, state: "note", value: "none: set-up would fetch ziglang from PyPI" };
  const version = await runTool(found.command, [...found.args, "--version"]).catch((error: Error) => error.message);
  return { subject, state: "ok", value: `${version.split("\n")[0]} (${found.command})` };
}

function chromium(): Finding {
  const subject = "Chromium";
  const found = findChromium();
  if (found) return { subject, state: "ok", value: found };
  return { subject, state: "note", value: "none, and the browser tests need it", remedy: chromiumRemedy };
}

function versionIn({ root }: Places, name: string): string {
  try {
    const manifest = readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    return "none";
  }
}
