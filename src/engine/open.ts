import "./environment";
import { addonFile, isLoaded, loadAddon } from "./addon";
import { EngineError } from "./engineError";

export interface EngineOptions {
  /** Threads that share the work of one op. A whole number from 1; default: every processor this process may use. */
  intraOpThreads?: number;
  /** Ops that may run side by side. A whole number from 1; default: as intraOpThreads. */
  interOpThreads?: number;
}

const variables: Record<keyof EngineOptions, string> = {
  intraOpThreads: "CONTRASTBOOK_INTRA_OP_THREADS",
  interOpThreads: "CONTRASTBOOK_INTER_OP_THREADS",
};
const names = Object.keys(variables) as (keyof EngineOptions)[];

/**
 * Opens TensorFlow, once in a process. Importing `tf` does it with the defaults, or with the environment's
 * CONTRASTBOOK_THREADS; call it before that import to choose the threads in code.
 * @param options see `EngineOptions`
 * @throws EngineError when the addon or its library is missing or broken, when an option is not a whole number from 1,
 *   or when the engine is already open with other options
 * @cost about 0.4 s the first time, nothing afterwards
 */
export function openEngine(options: EngineOptions = {}): void {
  for (const name of names) check(name, options[name]);
  const addon = addonFile();
  if (isLoaded(addon)) {
    for (const name of names) refuseChange(name, options[name]);
  } else {
    for (const name of names) if (options[name] !== undefined) process.env[variables[name]] = String(options[name]);
    loadAddon(addon);
  }
}

/** The thread counts the engine was opened with; undefined stands for TensorFlow's own choice. */
export function engineThreads(): EngineOptions {
  const read = (name: keyof EngineOptions): number | undefined => Number(process.env[variables[name]]) || undefined;
  return { intraOpThreads: read("intraOpThreads"), interOpThreads: read("interOpThreads") };
}

function check(name: keyof EngineOptions, value: number | undefined): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1))
    throw new EngineError(`openEngine: ${name} is ${value}; it must be a whole number from 1`);
}

function refuseChange(name: keyof EngineOptions, value: number | undefined): void {
  const inForce = engineThreads()[name];
  if (value === undefined || value === inForce) return;
  throw new EngineError(
    `openEngine: ${name} is ${value}, but the engine is already open with ${inForce ?? "TensorFlow's own choice"}; ` +
      `restart, and set ${variables[name]}=${value} or call openEngine before tf is imported`,
  );
}
