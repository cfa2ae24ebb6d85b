import fs from "node:fs";
import path from "node:path";
import { EngineError } from "./engineError";

const remedy = 'run "npm run setup"';

/** Where `@tensorflow/tfjs-node-gpu` looks for its native addon. */
export function addonFile(): string {
  let manifest: string;
  try {
    manifest = require.resolve("@tensorflow/tfjs-node-gpu/package.json");
  } catch {
    throw new EngineError(`openEngine: the npm package @tensorflow/tfjs-node-gpu is not installed; ${remedy}`);
  }
  return path.join(path.dirname(manifest), "lib", "napi-v8", "tfjs_binding.node");
}

/** Whether this process has loaded the addon already, whoever asked for it. Node's cache knows it by its real path. */
export function isLoaded(file: string): boolean {
  return fs.existsSync(file) && fs.realpathSync(file) in require.cache;
}

/**
 * Loads the native addon, and with it libtensorflow.
 * @throws EngineError naming the file and the loader's reason, when there is none or it does not load
 */
export function loadAddon(file: string): void {
  if (!fs.existsSync(file)) throw new EngineError(`openEngine: the TensorFlow addon ${file} is missing; ${remedy}`);
  try {
    // The package requires the same path later and gets this very module: the addon is loaded once.
    module.require(file);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new EngineError(`openEngine: the TensorFlow addon ${file} does not load: ${cause}; ${remedy}`, {
      cause: error,
    });
  }
}
