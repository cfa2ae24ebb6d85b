import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

/** One declaration of a `.d.ts` file, without `export`. */
export interface Declaration {
  text: string;
  /** What it declares; nothing when it adds to what is global. */
  names: string[];
  /** False for types, which are there without anything having run. */
  isValue: boolean;
}

/** Takes the declaration file of a cell apart, so that each name has a declaration of its own. */
export function splitDeclarations(typescript: Compiler, text: string): Declaration[] {
  const file = typescript.createSourceFile("cell.d.ts", text, typescript.ScriptTarget.ES2022, true);
  return file.statements.flatMap((statement): Declaration[] => {
    if (typescript.isExportDeclaration(statement)) return [];
    if (typescript.isVariableStatement(statement)) return variables(statement);
    if (typescript.isImportDeclaration(statement)) return imports(typescript, statement);
    const name = "name" in statement ? (statement.name as TypeScript.Node | undefined) : undefined;
    const isNamed = name !== undefined && typescript.isIdentifier(name) && !isGlobalScope(typescript, statement);
    const isValue = !typescript.isInterfaceDeclaration(statement) && !typescript.isTypeAliasDeclaration(statement);
    return [{ text: statement.getFullText(), names: isNamed ? [name.text] : [], isValue }];
  });
}

function variables({ declarationList }: TypeScript.VariableStatement): Declaration[] {
  const { declarations } = declarationList;
  const file = declarationList.getSourceFile();
  // with comments and all, up to the first name
  const head = file.text.slice(declarationList.parent.getFullStart(), declarations[0]?.getStart());
  return declarations.map((declaration) => ({
    text: `${head}${declaration.getText()};`,
    names: [declaration.name.getText()],
    isValue: true,
  }));
}

function imports(typescript: Compiler, { importClause, moduleSpecifier }: TypeScript.ImportDeclaration): Declaration[] {
  const from = ` from ${moduleSpecifier.getText()};`;
  const head = importClause?.isTypeOnly ? "import type " : "import ";
  const isValue = importClause?.isTypeOnly !== true;
  const { name, namedBindings } = importClause ?? {};
  const parts = name ? [{ text: `${head}${name.text}${from}`, names: [name.text], isValue }] : [];
  if (namedBindings && typescript.isNamespaceImport(namedBindings)) {
    parts.push({ text: `${head}${namedBindings.getText()}${from}`, names: [namedBindings.name.text], isValue });
  } else {
    for (const element of namedBindings?.elements ?? []) {
      parts.push({ text: `${head}{ ${element.getText()} }${from}`, names: [element.name.text], isValue });
    }
  }
  return parts;
}

function isGlobalScope(typescript: Compiler, statement: TypeScript.Statement): boolean {
  return (statement.flags & typescript.NodeFlags.GlobalAugmentation) !== 0;
}
