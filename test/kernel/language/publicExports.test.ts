import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Compiler } from "../../../src/kernel/language/tslab/tslabTypes";
import { createTslabLanguage } from "../../../src/kernel/language/tslab/tslabLanguage";
import { projectRoot } from "../process/jupyter";

const tslab = createRequire(require.resolve("tslab/dist/converter.js"));
const typescript = tslab("@tslab/typescript-for-tslab") as Compiler;
const index = join(projectRoot, "dist", "src", "index.d.ts");

describe("the public exports under the TypeScript of the cells", function () {
  this.timeout(120_000);
  this.slow(20_000);

  // as a cell resolves and targets, except that declaration files are checked too
  const program = typescript.createProgram([index], {
    target: typescript.ScriptTarget.ES2022,
    module: typescript.ModuleKind.ESNext,
    moduleResolution: (typescript.ModuleResolutionKind as unknown as Record<string, number>).Node10,
    esModuleInterop: true,
    types: ["node"],
  });
  const file = program.getSourceFile(index);
  const module = file && program.getTypeChecker().getSymbolAtLocation(file);
  const exported = module ? program.getTypeChecker().getExportsOfModule(module) : [];

  it("is TypeScript 5.0", () => assert.match(typescript.version, /^5\.0\./));

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
    const language = createTslabLanguage();
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
      assert.equal(
        await language.execute(code, { executionCount: 1, enter: () => undefined, leave: () => undefined }),
        0,
      );
    } finally {
      language.close();
    }
  });
});
