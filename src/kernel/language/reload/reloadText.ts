/** The lines by which a reader learns on stderr what became of saved files. Files are named as their package does. */

const most = 3;

export function reloaded(names: readonly string[], importers: number, seconds: number): string {
  const it = names.length === 1 ? "it" : "them";
  const also =
    importers === 0 ? "" : ` and ${importers} ${importers === 1 ? "module that imports" : "modules that import"} ${it}`;
  return `reloaded ${list(names)}${also} (${seconds.toFixed(1)} s)`;
}

export function building(names: readonly string[]): string {
  return `building ${list(names)} (the first build of a project takes longest)`;
}

export function restartNeeded(name: string): string {
  return `restart needed: ${name} keeps state that cannot be loaded twice`;
}

export function keepsOld(keeper: string, names: readonly string[]): string {
  return `restart needed: ${keeper} keeps state that cannot be loaded twice and goes on with the old ${list(names)}`;
}

/** @param variables as in "encoder is an instance of the old Encoder" */
export function stale(variables: readonly string[]): string {
  return `${list(variables)}: run ${variables.length === 1 ? "its cell" : "their cells"} again`;
}

export function notBuilt(name: string, reason: string): string {
  return `${name} was saved but the kernel cannot build it (${reason}): build it, then the next cell uses it`;
}

export function notLoaded(names: readonly string[]): string {
  return `${list(names)} changed and cannot be loaded`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
