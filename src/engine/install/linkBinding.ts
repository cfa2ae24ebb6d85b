import { existsSync, lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

/** Where the npm package looks for its addon; `npm ci` empties this place, so set-up makes the link anew. */
export function bindingLink(packageFolder: string): string {
  return path.join(packageFolder, "lib", "napi-v8", "tfjs_binding.node");
}

/** Why the link has to be made, or undefined when it leads to `binding`. */
export function missingBindingLink(packageFolder: string, binding: string): string | undefined {
  const link = bindingLink(packageFolder);
  const stat = lstatSync(link, { throwIfNoEntry: false });
  if (!stat) return "the npm package has no addon yet";
  if (!stat.isSymbolicLink() || readlinkSync(link) !== binding) return "the npm package has another addon";
  return existsSync(link) ? undefined : "the link leads nowhere";
}

/** Links the addon into the npm package, replacing whatever is there in one rename. */
export function linkBinding(packageFolder: string, binding: string): void {
  const link = bindingLink(packageFolder);
  mkdirSync(path.dirname(link), { recursive: true });
  const temporary = `${link}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  symlinkSync(binding, temporary);
  renameSync(temporary, link);
}
