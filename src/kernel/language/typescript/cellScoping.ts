import type * as TypeScript from "typescript";
import {
  firstName,
  isAmbient,
  isNamedDeclaration,
  isNothing,
  type NamedDeclaration,
  place,
  skipOuter,
  symbolOf,
} from "./cellNodes";
import { parameters, type Scoping } from "./scoping";
import { toAssignments } from "./toAssignments";
import { isValue, toLoads } from "./toLoads";

/**
 * Turns the module that a cell is into the body of a function. What cells declare becomes properties of one object that
 * all cells share: a name is one variable, whichever cell reads, writes or declares it, and a function that was
 * declared before sees the new value. The last expression is returned, in an array so that a promise stays one.
 */
export function cellScoping(scoping: Scoping): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  const { typescript, checker, variable } = scoping;
  const { factory } = typescript;

  /** The property that a name of the cell stands for; undefined if it stands for something else. */
  const propertyFor = (name: TypeScript.Identifier): TypeScript.PropertyAccessExpression | undefined => {
    const shared = variable(name.text);
    if (shared === undefined || symbolOf(typescript, checker, name) !== shared) return undefined;
    return place(
      typescript,
      factory.createPropertyAccessExpression(factory.createIdentifier(parameters.scope), name.text),
      name,
    );
  };
  const keep = (name: TypeScript.Identifier): TypeScript.Statement => {
    const target = factory.createPropertyAccessExpression(factory.createIdentifier(parameters.scope), name.text);
    const own = factory.createIdentifier(name.text);
    return factory.createExpressionStatement(factory.createAssignment(target, own));
  };

  return (context) => {
    /** Classes and the like whose body is being visited: in it their name is theirs. */
    const inside = new Set<string>();
    const visitBelow = <T extends TypeScript.Node>(node: T): T => typescript.visitEachChild(node, visit, context);
    const visitExpression = (node: TypeScript.Expression): TypeScript.Expression =>
      typescript.visitNode(node, visit, typescript.isExpression);
    const isShared = (node: TypeScript.VariableDeclarationList): boolean => {
      const [first] = node.declarations;
      const name = first && firstName(typescript, first.name);
      return name !== undefined && propertyFor(name) !== undefined;
    };
    const assignments = (list: TypeScript.VariableDeclarationList, isLoop: boolean): TypeScript.Expression[] =>
      toAssignments(typescript, list, {
        isLoop,
        target: (name) => propertyFor(name) ?? name,
        visit: visitExpression,
        isAgain: (declaration) =>
          !typescript.isSourceFile(list.parent.parent) ||
          checker.getSymbolAtLocation(declaration.name)?.valueDeclaration !== declaration,
      });

    function visit(node: TypeScript.Node): TypeScript.VisitResult<TypeScript.Node> {
      if (typescript.isExpressionWithTypeArguments(node)) return visitBelow(node);
      if (typescript.isTypeNode(node) || typescript.isInterfaceDeclaration(node)) return node;
      if (typescript.isIdentifier(node)) {
        const isName = isNamedDeclaration(typescript, node.parent) && node.parent.name === node;
        return (!isName && !inside.has(node.text) && propertyFor(node)) || node;
      }
      if (typescript.isShorthandPropertyAssignment(node)) return visitShorthand(node);
      if (typescript.isCallExpression(node)) return visitCall(node);
      if (typescript.isTaggedTemplateExpression(node)) {
        const visited = visitBelow(node);
        const { typeArguments, template } = visited;
        return factory.updateTaggedTemplateExpression(
          visited,
          freeCallee(node.tag, visited.tag),
          typeArguments,
          template,
        );
      }
      if (typescript.isMetaProperty(node) && node.keywordToken === typescript.SyntaxKind.ImportKeyword) {
        return factory.createIdentifier(parameters.meta);
      }
      if (typescript.isImportEqualsDeclaration(node)) return visitAlias(node);
      if (typescript.isVariableStatement(node) && !isAmbient(typescript, node) && isShared(node.declarationList)) {
        return assignments(node.declarationList, false).map((assignment) =>
          place(typescript, factory.createExpressionStatement(assignment), assignment),
        );
      }
      if (typescript.isVariableDeclarationList(node) && isShared(node)) {
        const isLoop = !typescript.isForStatement(node.parent);
        return assignments(node, isLoop).reduce((left, right) => factory.createComma(left, right));
      }
      const isOther = !isNamedDeclaration(typescript, node) || typescript.isFunctionDeclaration(node);
      return isOther ? visitBelow(node) : visitDeclaration(node);
    }

    /** `import A = N.B` */
    function visitAlias(node: TypeScript.ImportEqualsDeclaration): TypeScript.VisitResult<TypeScript.Node> {
      const property = propertyFor(node.name);
      if (!property || typescript.isExternalModuleReference(node.moduleReference)) return node;
      const toExpression = (entity: TypeScript.EntityName): TypeScript.Expression =>
        typescript.isIdentifier(entity)
          ? (propertyFor(entity) ?? entity)
          : factory.createPropertyAccessExpression(toExpression(entity.left), entity.right.text);
      if (!isValue(scoping, node.name)) return [];
      return factory.createExpressionStatement(factory.createAssignment(property, toExpression(node.moduleReference)));
    }

    function visitShorthand(node: TypeScript.ShorthandPropertyAssignment): TypeScript.Node {
      const property = inside.has(node.name.text) ? undefined : propertyFor(node.name);
      const initial = node.objectAssignmentInitializer && visitExpression(node.objectAssignmentInitializer);
      if (!property) return factory.updateShorthandPropertyAssignment(node, node.name, initial);
      const value = initial ? factory.createAssignment(property, initial) : property;
      return place(typescript, factory.createPropertyAssignment(factory.createIdentifier(node.name.text), value), node);
    }

    function visitCall(node: TypeScript.CallExpression): TypeScript.Node {
      const visited = visitBelow(node);
      const isImport = node.expression.kind === typescript.SyntaxKind.ImportKeyword;
      const callee = isImport
        ? factory.createPropertyAccessExpression(factory.createIdentifier(parameters.load), "later")
        : freeCallee(node.expression, visited.expression);
      if (callee === visited.expression) return visited;
      // an optional chain must stay one
      return typescript.isCallChain(visited)
        ? factory.updateCallChain(visited, callee, visited.questionDotToken, undefined, visited.arguments)
        : factory.updateCallExpression(visited, callee, undefined, visited.arguments);
    }

    /** A function of the cells must not be called as a method of the object that holds them. */
    function freeCallee(written: TypeScript.Expression, visited: TypeScript.Expression): TypeScript.Expression {
      const name = skipOuter(typescript, written);
      if (!typescript.isIdentifier(name) || inside.has(name.text) || !propertyFor(name)) return visited;
      const start = written.getStart();
      const free = factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), visited));
      // V8 reports such a call where the parentheses end, for which the source map is to say where the call begins
      return typescript.setSourceMapRange(free, { pos: start, end: start });
    }

    /** A declaration stays as it is, and what it declares is kept for later cells. */
    function visitDeclaration(node: NamedDeclaration): TypeScript.VisitResult<TypeScript.Node> {
      const { name } = node;
      if (!name || !typescript.isIdentifier(name) || inside.has(name.text) || !propertyFor(name))
        return visitBelow(node);
      inside.add(name.text);
      const visited = visitBelow(node);
      inside.delete(name.text);
      const isThere = ((variable(name.text)?.flags ?? 0) & typescript.SymbolFlags.Value) !== 0;
      return isThere && !isAmbient(typescript, node) ? [visited, keep(name)] : visited;
    }

    return (file) => {
      const statements = [...file.statements];
      const last = statements.filter((statement) => !isNothing(typescript, statement)).at(-1);
      const isImport = (statement: TypeScript.Statement): boolean =>
        typescript.isImportDeclaration(statement) ||
        (typescript.isImportEqualsDeclaration(statement) &&
          typescript.isExternalModuleReference(statement.moduleReference));
      const functions = statements
        .filter((statement) => typescript.isFunctionDeclaration(statement))
        .filter((statement) => statement.body && statement.name && propertyFor(statement.name))
        .map((statement) => keep(statement.name as TypeScript.Identifier));
      const loads = statements.filter(isImport).flatMap((statement) => toLoads(scoping, statement));
      const rest = statements.flatMap((statement) => {
        if (isImport(statement) || typescript.isExportDeclaration(statement)) return [];
        if (statement !== last || !typescript.isExpressionStatement(statement)) {
          return [visit(statement)].flat() as TypeScript.Statement[];
        }
        const value = factory.createArrayLiteralExpression([visitExpression(statement.expression)]);
        return [place(typescript, factory.createReturnStatement(value), statement)];
      });
      return factory.updateSourceFile(file, [...functions, ...loads, ...rest]);
    };
  };
}
