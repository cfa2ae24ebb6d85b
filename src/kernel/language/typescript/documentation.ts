import type * as TypeScript from "typescript";
import type { CellService } from "./cellService";

export interface Documentation {
  text: string;
  tags: { name: string; text: string; parameter?: string }[];
}

/**
 * The documentation of what a name stands for, read from the file that declares it: the compiler skips documentation
 * when it reads files for types.
 * @param position of the name in the open cell
 */
export function documentationAt({ service, path, files, typescript }: CellService, position: number): Documentation {
  const found: Documentation = { text: "", tags: [] };
  for (const { fileName, textSpan } of service.getDefinitionAtPosition(path, position) ?? []) {
    const options = {
      languageVersion: typescript.ScriptTarget.ES2022,
      jsDocParsingMode: typescript.JSDocParsingMode.ParseAll,
    };
    const file = typescript.createSourceFile(fileName, files.read(fileName) ?? "", options, true);
    if (file.text === "") continue;
    const comment = commentAbove(typescript, file, textSpan.start);
    if (!comment) continue;
    found.text = typescript.getTextOfJSDocComment(comment.comment) ?? "";
    found.tags = (comment.tags ?? []).map((tag) => ({
      name: tag.tagName.text,
      text: (typescript.getTextOfJSDocComment(tag.comment) ?? "").replace(/^-\s*/, ""),
      ...(typescript.isJSDocParameterTag(tag) && { parameter: tag.name.getText(file) }),
    }));
    if (found.text !== "" || found.tags.length > 0) return found;
  }
  return found;
}

/** The last comment for documentation above the declaration whose name is at `position`. */
function commentAbove(
  typescript: CellService["typescript"],
  file: TypeScript.SourceFile,
  position: number,
): TypeScript.JSDoc | undefined {
  let name: TypeScript.Node = file;
  const visit = (node: TypeScript.Node): void => {
    if (position < node.getStart(file) || position >= node.end) return;
    name = node;
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return typescript.getJSDocCommentsAndTags(name.parent).filter(typescript.isJSDoc).at(-1);
}
