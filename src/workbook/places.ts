import path from "node:path";
import { engineHome } from "../engine/install/engineHome";

/** Where things are in a checkout, and where set-up puts what it makes. */
export interface Places {
  root: string;
  /** CONTRASTBOOK_HOME, or `.contrastbook` in the checkout. */
  home: string;
  venv: string;
  /** The Python of the venv. */
  python: string;
  /** Jupyter's configuration, data, settings and run-time files: nothing of ours lies in the user's home. */
  jupyter: string;
  notebooks: string;
}

/** The places of the checkout at `root`; default the one this file was built in. */
export function places(root = path.resolve(__dirname, "../../.."), env: NodeJS.ProcessEnv = process.env): Places {
  const venv = path.join(root, ".venv");
  return {
    root,
    home: engineHome(root, env),
    venv,
    python: path.join(venv, "bin", "python"),
    jupyter: path.join(root, ".contrastbook", "jupyter"),
    notebooks: path.join(root, "notebooks"),
  };
}
