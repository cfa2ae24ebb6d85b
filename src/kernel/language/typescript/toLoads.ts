import type * as TypeScript from "typescript";
import { place } from "./cellNodes";
import { type CellImport, parameters, type Scoping } from "./scoping";

/** An import as statements that load what it names into the variables of the cells; types are not there to load. */
export function toLoads(scoping: Scoping, statement: TypeScript.Statement): TypeScript.Statement[] {
  const { typescript, imported } = scoping;
  const { factory } = typescript;
  return importsOf(scoping, statement).map((made) => {
    imported(made);
    const { module, name, local } = made;
    const texts = name === undefined ? [module] : [module, name];
    const load = factory.createCallExpression(
      factory.createIdentifier(parameters.load),
      undefined,
      texts.map((text) => factory.createStringLiteral(text)),
    );
    const scope = factory.createIdentifier(parameters.scope);
    const expression =
      local === undefined ? load : factory.createAssignment(factory.createPropertyAccessExpression(scope, local), load);
    place(typescript, load, statement);
    return place(typescript, factory.createExpressionStatement(expression), statement);
  });
}

function importsOf(scoping: Scoping, statement: TypeScript.Statement): CellImport[] {
  const { typescript } = scoping;
  if (typescript.isImportEqualsDeclaration(statement)) {
    const { moduleReference, name, isTypeOnly } = statement;
    if (!typescript.isExternalModuleReference(moduleReference) || isTypeOnly || !isValue(scoping, name)) return [];
    return [{ module: textOf(typescript, moduleReference.expression), name: "=", local: name.text }];
  }
  if (!typescript.isImportDeclaration(statement)) return [];
  const module = textOf(typescript, statement.moduleSpecifier);
  const clause = statement.importClause;
  if (!clause) return [{ module }];
  if (clause.isTypeOnly) return [];
  const found: [local: TypeScript.Identifier, name: string][] = clause.name ? [[clause.name, "default"]] : [];
  const bindings = clause.namedBindings;
  if (bindings && typescript.isNamespaceImport(bindings)) found.push([bindings.name, "*"]);
  else {
    for (const { isTypeOnly, propertyName, name } of bindings?.elements ?? []) {
      if (!isTypeOnly) found.push([name, (propertyName ?? name).text]);
    }
  }
  return found
    .filter(([local]) => isValue(scoping, local))
    .map(([local, name]) => ({ module, name, local: local.text }));
}

function textOf(typescript: Scoping["typescript"], specifier: TypeScript.Expression): string {
  return typescript.isStringLiteralLike(specifier) ? specifier.text : "";
}

/** Whether an imported name is more than a type; what nothing is known of counts as a value. */
export function isValue({ typescript, checker }: Scoping, local: TypeScript.Identifier): boolean {
  const symbol = checker.getSymbolAtLocation(local);
  if (!symbol || !(symbol.flags & typescript.SymbolFlags.Alias)) return true;
  return (checker.getAliasedSymbol(symbol).flags & typescript.SymbolFlags.Value) !== 0;
}
