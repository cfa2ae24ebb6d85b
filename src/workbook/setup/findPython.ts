import { findExecutable } from "../../engine/install/findExecutable";
import { InstallError } from "../../engine/install/installError";
import { runTool } from "../../engine/install/runTool";

/** A Python that can make the project's virtual environment. */
export interface Python {
  command: string;
  /** For instance "3.11". */
  version: string;
}

const oldest = 10;
const names = ["python3", ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`), "python"];
const probe = `
import sys
try:
    import ensurepip, venv
    modules = "venv"
except ImportError:
    modules = ""
print("%d.%d" % sys.version_info[:2], modules)
`;

/**
 * The first Python on the search path that is new enough and has the modules venv and ensurepip. CONTRASTBOOK_PYTHON names another one.
 * @throws {InstallError} saying what was found instead
 */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<Python> {
  const tooOld: string[] = [];
  const withoutVenv: string[] = [];
  for (const name of env.CONTRASTBOOK_PYTHON ? [env.CONTRASTBOOK_PYTHON] : names) {
    const command = findExecutable(name, env.PATH);
    // A name may be there and not run: pyenv answers for every version it knows, installed or not.
    const answer = command && (await runTool(command, ["-c", probe], { env }).catch(() => undefined));
    if (!command || !answer) continue;
    const [version = "", modules] = answer.trim().split(" ");
    if (!isNewEnough(version)) tooOld.push(`${command} is ${version}`);
    else if (modules !== "venv") withoutVenv.push(command);
    else return { command, version };
  }
  throw nothingFits(tooOld, withoutVenv);
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 3 && minor >= oldest;
}

function nothingFits(tooOld: string[], withoutVenv: string[]): InstallError {
  const again = "then start again, or name another Python in CONTRASTBOOK_PYTHON";
  if (withoutVenv.length > 0) {
    return new InstallError(
      `${withoutVenv.join(", ")} has no module venv`,
      `\`apt-get install python3-venv\`, ${again}`,
    );
  }
  const install = `Install Python 3.${oldest} or newer (Debian or Ubuntu: \`apt-get install python3 python3-venv\`), ${again}`;
  if (tooOld.length > 0)
    return new InstallError(`Python 3.${oldest} or newer is needed: ${tooOld.join(", ")}`, install);
  return new InstallError("there is no python3 on the search path", install);
}
