import assert from "node:assert/strict";
import { join } from "node:path";
import { compilerOptions } from "../../../src/kernel/language/typescript/compilerOptions";
import { loadCompiler } from "../../../src/kernel/language/typescript/loadCompiler";
import { createTypeScriptLanguage } from "../../../src/kernel/language/typescript/typeScriptLanguage";
import { projectRoot } from "../process/jupyter";

const { typescript } = loadCompiler();
const index = join(projectRoot, "dist", "src", "index.d.ts");

describe("the public exports under the TypeScript of the cells", function () {
  this.timeout(120_000);
  this.slow(20_000);

  // as in a cell, except that declaration files are checked too
  const program = typescript.createProgram([index], {
    ...compilerOptions(typescript, projectRoot),
    skipLibCheck: false,
  });
  const file = program.getSourceFile(index);
  const module = file && program.getTypeChecker().getSymbolAtLocation(file);
  const exported = module ? program.getTypeChecker().getExportsOfModule(module) : [];

  it("finds no fault in our declaration files", () => {
    const ours = program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(join(projectRoot, "dist", "src")));
    assert.ok(ours.length > 0);
    const faults = ours.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]);
    const told = faults.map(
      ({ file: where, messageText }) =>
        `${where?.fileName ?? ""}: ${typescript.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
    assert.deepEqual(told, []);
  });

  it("imports every one of them in a cell", async () => {
    assert.ok(exported.length > 0, "index.d.ts exports something");
    const language = createTypeScriptLanguage();
    try {
      const values: string[] = [];
      const types: string[] = [];
      for (const symbol of exported) {
        const aliased =
          symbol.flags & typescript.SymbolFlags.Alias ? program.getTypeChecker().getAliasedSymbol(symbol) : symbol;
        (aliased.flags & typescript.SymbolFlags.Value ? values : types).push(symbol.name);
      }
      const code = [
        `import { ${values.join(", ")} } from "contrastbook";`,
        `import type { ${types.map((name) => `${name} as ${name}_`).join(", ")} } from "contrastbook";`,
        `[${values.join(", ")}].filter((value) => value === undefined).length`,
      ].join("\n");
      const run = { executionCount: 1, enter: () => undefined, leave: () => undefined };
      assert.deepEqual(await language.execute(code, run), { value: 0 });
    } finally {
      language.close();
    }
  });
});
