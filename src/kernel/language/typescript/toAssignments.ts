import type * as TypeScript from "typescript";
import { skipOuter } from "./cellNodes";
import type { Compiler } from "./compiler";

interface Means {
  /** What is assigned to in place of a variable. */
  target: (name: TypeScript.Identifier) => TypeScript.Expression;
  visit: (expression: TypeScript.Expression) => TypeScript.Expression;
  /** True for what `for (... of ...)` declares: that gets its value from the loop. */
  isLoop: boolean;
  /** Whether the variable may have a value already, by another `var` or an earlier turn of a loop, which it keeps. */
  isAgain: (declaration: TypeScript.VariableDeclaration) => boolean;
}

/** `let a, { b = 1 } = f()` as assignments. */
export function toAssignments(
  typescript: Compiler,
  { declarations }: TypeScript.VariableDeclarationList,
  { target, visit, isLoop, isAgain }: Means,
): TypeScript.Expression[] {
  const { factory } = typescript;

  const pattern = (name: TypeScript.BindingName): TypeScript.Expression => {
    if (typescript.isIdentifier(name)) return target(name);
    if (typescript.isArrayBindingPattern(name)) return factory.createArrayLiteralExpression(name.elements.map(item));
    return factory.createObjectLiteralExpression(name.elements.map(property));
  };
  const withDefault = ({ name, initializer }: TypeScript.BindingElement): TypeScript.Expression => {
    const assigned = pattern(name);
    return initializer ? factory.createAssignment(assigned, named(name, initializer)) : assigned;
  };
  const item = (element: TypeScript.ArrayBindingElement): TypeScript.Expression => {
    if (typescript.isOmittedExpression(element)) return element;
    return element.dotDotDotToken ? factory.createSpreadElement(pattern(element.name)) : withDefault(element);
  };
  const property = (element: TypeScript.BindingElement): TypeScript.ObjectLiteralElementLike => {
    if (element.dotDotDotToken) return factory.createSpreadAssignment(pattern(element.name));
    const { name, propertyName } = element;
    const key =
      propertyName && typescript.isComputedPropertyName(propertyName)
        ? factory.createComputedPropertyName(visit(propertyName.expression))
        : (propertyName ?? factory.createIdentifier((name as TypeScript.Identifier).text));
    return factory.createPropertyAssignment(key, withDefault(element));
  };
  /** A function without a name gets that of its variable, but not that of a property. */
  const named = (name: TypeScript.BindingName, initializer: TypeScript.Expression): TypeScript.Expression => {
    const visited = visit(initializer);
    if (!typescript.isIdentifier(name) || !isNameless(typescript, initializer)) return visited;
    const holder = factory.createObjectLiteralExpression([factory.createPropertyAssignment(name.text, visited)]);
    return factory.createPropertyAccessExpression(holder, name.text);
  };

  return declarations.map((declaration) => {
    const { name, initializer } = declaration;
    if (!initializer && (isLoop || isAgain(declaration))) return pattern(name);
    const value = initializer ? named(name, initializer) : factory.createVoidZero();
    const assignment = factory.createAssignment(pattern(name), value);
    return typescript.setTextRange(assignment, initializer ? { pos: name.pos, end: initializer.end } : name);
  });
}

function isNameless(typescript: Compiler, expression: TypeScript.Expression): boolean {
  const inner = skipOuter(typescript, expression);
  if (typescript.isArrowFunction(inner)) return true;
  return (typescript.isFunctionExpression(inner) || typescript.isClassExpression(inner)) && inner.name === undefined;
}
