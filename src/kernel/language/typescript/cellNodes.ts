import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

/** Declarations whose name stays a name of its own in what a cell is compiled to. */
export type NamedDeclaration =
  | TypeScript.FunctionDeclaration
  | TypeScript.ClassDeclaration
  | TypeScript.EnumDeclaration
  | TypeScript.ModuleDeclaration;

export function isNamedDeclaration(typescript: Compiler, node: TypeScript.Node): node is NamedDeclaration {
  return (
    typescript.isFunctionDeclaration(node) ||
    typescript.isClassDeclaration(node) ||
    typescript.isEnumDeclaration(node) ||
    typescript.isModuleDeclaration(node)
  );
}

/** Gives a new node the place of the one that it stands for, for source maps. */
export function place<T extends TypeScript.Node>(typescript: Compiler, node: T, original: TypeScript.Node): T {
  return typescript.setTextRange(node, original);
}

/** What a name in an expression stands for. */
export function symbolOf(
  typescript: Compiler,
  checker: TypeScript.TypeChecker,
  name: TypeScript.Identifier,
): TypeScript.Symbol | undefined {
  const { parent } = name;
  return typescript.isShorthandPropertyAssignment(parent) && parent.name === name
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(name);
}

/** The first name in a pattern; undefined when it has none. */
export function firstName(typescript: Compiler, name: TypeScript.BindingName): TypeScript.Identifier | undefined {
  if (typescript.isIdentifier(name)) return name;
  for (const element of name.elements) {
    const found = typescript.isBindingElement(element) ? firstName(typescript, element.name) : undefined;
    if (found) return found;
  }
  return undefined;
}

export function isAmbient(typescript: Compiler, node: TypeScript.Declaration | TypeScript.VariableStatement): boolean {
  const modifiers = typescript.canHaveModifiers(node) ? typescript.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === typescript.SyntaxKind.DeclareKeyword) === true;
}

/** Whether a statement behind the last expression of a cell does not keep it from being the last one. */
export function isNothing(typescript: Compiler, statement: TypeScript.Statement): boolean {
  return typescript.isExportDeclaration(statement) || typescript.isEmptyStatement(statement);
}

/** An expression without the parentheses and types around it. */
export function skipOuter(typescript: Compiler, expression: TypeScript.Expression): TypeScript.Expression {
  let inner = expression;
  while (
    typescript.isParenthesizedExpression(inner) ||
    typescript.isAssertionExpression(inner) ||
    typescript.isNonNullExpression(inner) ||
    typescript.isSatisfiesExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}
