import type * as TypeScript from "typescript";
import type { Compiler } from "../tslab/tslabTypes";

/**
 * Makes the imports of a compiled cell renewable: after each `const x = require("id")` at the top level comes a call that
 * registers a function which requires anew and tells which shared variables held the import. Lines stay where they are.
 * What runs needs a parameter `__imports`, see `ImportHooks`.
 * @param code JavaScript as the converter gives it
 */
export function liveImports(typescript: Compiler, code: string): string {
  if (!code.includes("require(")) return code;
  const file = typescript.createSourceFile("cell.js", code, typescript.ScriptTarget.ES2022, false);
  const imports = file.statements.flatMap((statement) => requireStatement(typescript, file, statement) ?? []);
  let live = "";
  let last = 0;
  for (const [index, { keyword, end, id, local, initializer }] of imports.entries()) {
    const shared = sharedNames(typescript, file, local);
    const read = shared.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(", ");
    const names = JSON.stringify(shared.map(([name]) => name));
    const hook = `__again${index}`;
    // the hook mentions itself: so it lives as long as any function of its cell
    const register =
      `const ${hook} = () => { const read = () => ({ ${read} }), before = read(); ${local} = ${initializer}; ` +
      `return { hook: ${hook}, before, now: read() }; }; __imports(${id}, ${names}, ${hook});`;
    live += `${code.slice(last, keyword)}let  ${code.slice(keyword + "const".length, end)} ${register}`;
    last = end;
  }
  return live + code.slice(last);
}

interface RequireStatement {
  /** Where `const` begins. */
  keyword: number;
  end: number;
  /** The module's name, quoted. */
  id: string;
  local: string;
  initializer: string;
}

function requireStatement(
  typescript: Compiler,
  file: TypeScript.SourceFile,
  statement: TypeScript.Statement,
): RequireStatement | undefined {
  if (!typescript.isVariableStatement(statement)) return undefined;
  const [declaration, another] = statement.declarationList.declarations;
  if (!declaration?.initializer || another || !typescript.isIdentifier(declaration.name)) return undefined;
  const keyword = statement.getStart(file);
  const isConstant = (statement.declarationList.flags & typescript.NodeFlags.Const) !== 0;
  const call = requireCall(typescript, declaration.initializer);
  if (!isConstant || !call) return undefined;
  return {
    keyword,
    end: statement.end,
    id: JSON.stringify(call.text),
    local: declaration.name.text,
    initializer: declaration.initializer.getText(file),
  };
}

/** The module's name in `require("id")`, also inside `__importStar` and its like. */
function requireCall(typescript: Compiler, node: TypeScript.Expression): TypeScript.StringLiteral | undefined {
  if (!typescript.isCallExpression(node) || !typescript.isIdentifier(node.expression)) return undefined;
  const [argument] = node.arguments;
  if (!argument || node.arguments.length > 1) return undefined;
  if (node.expression.text !== "require") {
    return node.expression.text.startsWith("__import") ? requireCall(typescript, argument) : undefined;
  }
  return typescript.isStringLiteral(argument) ? argument : undefined;
}

/** The shared variables to which the cell gives an import or a member of it, with the expression that it gives them. */
function sharedNames(typescript: Compiler, file: TypeScript.SourceFile, local: string): [string, string][] {
  return file.statements.flatMap((statement): [string, string][] => {
    if (!typescript.isExpressionStatement(statement)) return [];
    const text = statement.expression.getText(file);
    const [, name, value] = assigned.exec(text) ?? defined.exec(text) ?? [];
    if (name === undefined || value === undefined) return [];
    return value === local || value.startsWith(`${local}.`) ? [[name, value]] : [];
  });
}

const assigned = /^exports\.([\w$]+) = ([\w$.]+)$/;
const defined =
  /^Object\.defineProperty\(exports, "([\w$]+)", \{ enumerable: true, get: function \(\) \{ return ([\w$.]+); \} \}\)$/;
