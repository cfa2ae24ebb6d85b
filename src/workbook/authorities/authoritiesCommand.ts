import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTool, ToolError } from "../../engine/install/runTool";
import { inTemporaryFolder } from "../../engine/install/temporaryFolder";
import type { Places } from "../places";
import { joinAgreements, missingAuthorities, tableOfAgreements } from "./agreements";
import { AuthorityError } from "./authorityError";
import { numericExports } from "./exports";

/** Rooms of `test/` that compare numbers. */
const rooms = [
  ...["random", "data", "augment", "models", "losses", "bounds", "optimizers", "metrics", "training"],
  path.join("engine", "kernels"),
];

export interface AuthoritiesOptions {
  /** Print the exports that fewer than two authorities have judged, instead of the table. */
  missing?: boolean;
}

/**
 * Runs the numerical tests and prints, as a Markdown table, how far each export was from each of its authorities. Returns the exit
 * status: 1 when exports are missing from the table, if asked about those.
 * @throws AuthorityError when a test fails: `authorities: the tests must pass first: ...`
 */
export async function authoritiesCommand({ root }: Pick<Places, "root">, options: AuthoritiesOptions): Promise<number> {
  const agreements = await inTemporaryFolder(path.join(tmpdir(), "contrastbook-authorities"), async (folder) => {
    const file = path.join(folder, "agreements.jsonl");
    await runTests(root, { ...process.env, CONTRASTBOOK_AUTHORITIES: file });
    return joinAgreements(existsSync(file) ? readFileSync(file, "utf8") : "");
  });
  const missing = missingAuthorities(agreements, numericExports);
  if (!options.missing) console.log(tableOfAgreements(agreements, numericExports));
  else if (missing.length === 0) console.log(`each of ${numericExports.length} numeric exports has two authorities`);
  else console.log(`${missing.join("\n")}\n${missing.length} of ${numericExports.length} lack an authority`);
  return options.missing && missing.length > 0 ? 1 : 0;
}

async function runTests(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const mocha = path.join(root, "node_modules", "mocha", "bin", "mocha.js");
  const hooks = ["--require", path.join(root, "dist/test/support/hooks.js")];
  const spec = rooms.map((room) => path.join(root, "dist", "test", room)).filter((folder) => existsSync(folder));
  const files = spec.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.js"))
      .map((file) => path.join(folder, file)),
  );
  try {
    const args = [mocha, "--no-config", "--reporter", "dot", "--timeout", "60000", ...hooks, ...files];
    await runTool(process.execPath, args, { cwd: root, env });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new AuthorityError(`authorities: the tests must pass first:\n${error.output}`);
  }
}
