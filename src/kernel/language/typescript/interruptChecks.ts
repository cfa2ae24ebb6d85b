import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

/** Parameter of the function through which the value of an `await` passes. */
const passed = "value";

/**
 * Makes code ask at every turn whether its cell was interrupted: at the start of each loop body and function body, and
 * after each `await`, it calls the global `__check`, which throws if so. Without that global the code runs as it would
 * without checks: a function of a cell may be sent elsewhere as text.
 */
export function interruptChecks(typescript: Compiler): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  const { factory } = typescript;
  const check = (): TypeScript.Expression =>
    factory.createLogicalOr(
      factory.createStrictEquality(
        factory.createTypeOfExpression(factory.createIdentifier("__check")),
        factory.createStringLiteral("undefined"),
      ),
      factory.createCallExpression(factory.createIdentifier("__check"), undefined, []),
    );
  const thenValue = (value: TypeScript.Expression): TypeScript.Expression =>
    factory.createParenthesizedExpression(factory.createComma(check(), value));

  const checkBlock = (block: TypeScript.Block): TypeScript.Block => {
    // directives ("use strict") must stay first
    const first = block.statements.findIndex((statement) => !isDirective(typescript, statement));
    const at = first < 0 ? block.statements.length : first;
    const statements = [...block.statements];
    statements.splice(at, 0, factory.createExpressionStatement(check()));
    return factory.updateBlock(block, typescript.setTextRange(factory.createNodeArray(statements), block.statements));
  };
  const checkLoopBody = (body: TypeScript.Statement): TypeScript.Block =>
    typescript.isBlock(body)
      ? checkBlock(body)
      : factory.createBlock([factory.createExpressionStatement(check()), body]);
  // a call: it needs no parentheses anywhere, and as a callee it does not become somebody's method
  const checkAwait = (awaited: TypeScript.Expression): TypeScript.Expression => {
    const parameter = factory.createParameterDeclaration(undefined, undefined, passed);
    const body = thenValue(factory.createIdentifier(passed));
    const arrow = factory.createArrowFunction(undefined, undefined, [parameter], undefined, undefined, body);
    return factory.createCallExpression(factory.createParenthesizedExpression(arrow), undefined, [awaited]);
  };

  return (context) => {
    const visitorBelow =
      (parent: TypeScript.Node) =>
      (node: TypeScript.Node): TypeScript.Node => {
        const visited = typescript.visitEachChild(node, visitorBelow(node), context);
        if (typescript.isIterationStatement(parent, false) && node === parent.statement) {
          return checkLoopBody(visited as TypeScript.Statement);
        }
        if (typescript.isBlock(visited)) return typescript.isFunctionLike(parent) ? checkBlock(visited) : visited;
        const checked = typescript.isAwaitExpression(visited) ? checkAwait(visited) : visited;
        const isResult = typescript.isArrowFunction(parent) && node === parent.body;
        return isResult && calls(typescript, node) ? thenValue(checked as TypeScript.Expression) : checked;
      };
    return (file) => typescript.visitEachChild(file, visitorBelow(file), context);
  };
}

function isDirective(typescript: Compiler, statement: TypeScript.Statement): boolean {
  return typescript.isExpressionStatement(statement) && typescript.isStringLiteral(statement.expression);
}

/** Whether evaluating the node calls something; what functions in it would call does not count. */
function calls(typescript: Compiler, node: TypeScript.Node): boolean {
  if (typescript.isCallExpression(node) || typescript.isNewExpression(node)) return true;
  if (typescript.isTaggedTemplateExpression(node)) return true;
  if (typescript.isFunctionLike(node)) return false;
  return typescript.forEachChild(node, (child) => calls(typescript, child) || undefined) === true;
}
