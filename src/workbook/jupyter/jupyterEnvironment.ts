import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Places } from "../places";

/** JupyterLab's own settings: no question about news at the first start, no look for updates. */
const settings = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

const config = {
  LabApp: { news_url: null, check_for_updates_class: "jupyterlab.NeverCheckForUpdate" },
  MultiKernelManager: { default_kernel_name: "contrastbook" },
};

/** The environment for Jupyter's programs: everything they write stays in the checkout, nothing comes from the user's home. */
export function jupyterEnvironment({ jupyter }: Places, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const configFolder = path.join(jupyter, "config");
  writeJson(path.join(configFolder, "jupyter_lab_config.json"), config);
  writeJson(path.join(configFolder, "labconfig", "default_setting_overrides.json"), settings);
  return {
    ...env,
    PYTHONNOUSERSITE: "1",
    JUPYTER_NO_CONFIG: undefined,
    JUPYTER_PATH: undefined,
    JUPYTER_CONFIG_PATH: undefined,
    JUPYTER_CONFIG_DIR: configFolder,
    JUPYTER_DATA_DIR: path.join(jupyter, "data"),
    JUPYTER_RUNTIME_DIR: path.join(jupyter, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: path.join(jupyter, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(jupyter, "workspaces"),
    IPYTHONDIR: path.join(jupyter, "ipython"),
  };
}

function writeJson(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
