import { Command, InvalidArgumentError, Option } from "commander";
import { environmentFolder, knownFolders, prefixFolder, userFolder } from "./jupyterFolders";
import {
  defaultName,
  installKernelSpec,
  type KernelSpecOptions,
  listKernelSpecs,
  uninstallKernelSpec,
} from "./kernelSpec";

export interface KernelCommandOptions {
  /** How the kernel is started, and the place that is meant when none is named. */
  spec: KernelSpecOptions;
  /** That place, in words. */
  defaultPlace: string;
  /** Takes the exit status. */
  finish: (status: number) => void;
}

interface Place {
  user?: true;
  sysPrefix?: true;
  prefix?: string;
}

interface InstallOptions extends Place {
  name: string;
  displayName?: string;
  env?: Record<string, string>;
}

/** `contrastbook kernel install`, `uninstall` and `list`; the words are those of `jupyter kernelspec`. */
export function kernelCommand({ spec, defaultPlace, finish }: KernelCommandOptions): Command {
  const kernel = new Command("kernel").description("tell Jupyter of the TypeScript kernel, or list where it is known");
  const folder = (place: Place): string => folderOf(place) ?? spec.jupyter;

  withPlace(kernel.command("install"), `Without a place: ${defaultPlace}.`, "install --user")
    .description("tell Jupyter of this kernel; doing it again replaces the older one")
    .option("--name <name>", "name of the kernel in notebooks and for `jupyter --kernel`", defaultName)
    .option("--display-name <text>", 'what a reader sees; default "TypeScript (<name>)"')
    .option("--env <KEY=VALUE>", "an environment variable for the kernel; may be given several times", variable)
    .action((options: InstallOptions) => {
      const { name, displayName, env } = options;
      const jupyter = folder(options);
      const made = installKernelSpec({ ...spec, name, displayName, jupyter, env: { ...spec.env, ...env } });
      const installed = listKernelSpecs({ jupyter }).find((found) => found.folder === made);
      console.log(`installed ${name}, "${installed?.displayName ?? name}", in ${made}`);
      for (const other of known(spec)) {
        if (other.name !== name || other.folder === made) continue;
        console.log(`mind: there is another ${name} in ${other.folder}; a Jupyter that looks there too takes only one`);
      }
      console.log(`try it: jupyter console --kernel ${name}, or choose it in the launcher of JupyterLab`);
    });

  withPlace(kernel.command("uninstall"), `Without a place: ${defaultPlace}.`, "uninstall --user")
    .description("make Jupyter forget this kernel")
    .option("--name <name>", "name of the kernel", defaultName)
    .action((options: Place & { name: string }) => {
      const { name } = options;
      const jupyter = folder(options);
      if (uninstallKernelSpec({ jupyter, name })) {
        console.log(`removed ${name} from ${jupyter}`);
        return;
      }
      console.error(`there is no kernel ${name} in ${jupyter}`);
      const elsewhere = known(spec).filter((found) => found.name === name);
      for (const found of elsewhere) console.error(`there is one in ${found.folder}`);
      finish(1);
    });

  withPlace(
    kernel.command("list"),
    "Without a place: all places in which a Jupyter started from here may look.",
    "list",
  )
    .description("list the kernels that were installed by contrastbook, and say which of them cannot start")
    .action((options: Place) => {
      const place = folderOf(options);
      const kernels = place === undefined ? known(spec) : listKernelSpecs({ jupyter: place });
      if (kernels.length === 0) console.error("no kernel of contrastbook is installed; see: kernel install --help");
      for (const { name, displayName, folder: at, fault } of kernels) {
        console.log([name, displayName, at, ...(fault ? [`cannot start: ${fault}`] : [])].join("\t"));
      }
    });
  return kernel;
}

function withPlace(command: Command, note: string, example: string): Command {
  const others = ["user", "sysPrefix", "prefix"];
  const option = (flags: string, description: string, name: string): Option =>
    new Option(flags, description).conflicts(others.filter((other) => other !== name));
  return command
    .addOption(option("--user", "for your account: every Jupyter that you start finds it", "user"))
    .addOption(
      option("--sys-prefix", "for the active Python environment, else that of the python3 on the path", "sysPrefix"),
    )
    .addOption(option("--prefix <folder>", "for the Python environment in this folder", "prefix"))
    .addHelpText("after", `\n${note}\n\nExample:\n  npx contrastbook kernel ${example}`);
}

/** The Jupyter data folder that the options name; undefined when they name none. */
function folderOf({ user, sysPrefix, prefix }: Place): string | undefined {
  if (user) return userFolder();
  if (sysPrefix) return environmentFolder();
  return prefix === undefined ? undefined : prefixFolder(prefix);
}

function known(spec: KernelSpecOptions): ReturnType<typeof listKernelSpecs> {
  return [...new Set([spec.jupyter, ...knownFolders()])].flatMap((jupyter) => listKernelSpecs({ jupyter }));
}

function variable(text: string, given: Record<string, string> = {}): Record<string, string> {
  const [, key, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError("KEY=VALUE is needed.");
  return { ...given, [key]: value };
}
