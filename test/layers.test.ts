import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const source = path.resolve(__dirname, "../../src");

const numerics = ["data", "augment", "models", "losses", "bounds", "optimizers", "metrics"];
const foundation = ["files", "report", "engine", "random"];

/** Which other rooms a room may import. The public surface and the command line stand above all rooms. */
const mayImport: Record<string, readonly string[]> = {
  files: [],
  report: [],
  engine: ["files", "report"],
  random: ["report", "engine"],
  ...Object.fromEntries(numerics.map((room) => [room, [...foundation, ...numerics]])),
  training: [...foundation, ...numerics],
  ledger: ["files", "report"],
  plots: ["report", "ledger"],
  kernel: ["files", "report", "plots"],
  experiments: [...foundation, ...numerics, "training", "ledger", "plots"],
  "index.ts": [...foundation, ...numerics, "training", "ledger", "plots", "experiments"],
  workbook: [...foundation, ...numerics, "training", "ledger", "plots", "experiments", "kernel"],
};

const imports = new Map(sourceFiles().map((file) => [file, importsOf(file)]));

describe("the layer law", () => {
  it("lets no room import one that stands above or beside it", () => {
    const forbidden = edges().filter(
      ([from, to]) => roomOf(from) !== roomOf(to) && !mayImport[roomOf(from)]?.includes(roomOf(to)),
    );
    assert.deepEqual(forbidden, []);
  });

  it("knows every room there is, and sees the imports", () => {
    assert.ok(edges().some(([from, to]) => from === "engine/tf.ts" && to === "engine/open.ts"));
    const unknown = [...imports.keys()].map(roomOf).filter((room) => !(room in mayImport));
    assert.deepEqual([...new Set(unknown)], []);
  });

  it("has no import cycle between files", () => {
    assert.deepEqual(
      firstCycle([...imports.keys()], (file) => imports.get(file) ?? []),
      undefined,
    );
  });

  it("has no import cycle between the numerical rooms", () => {
    const next = (room: string): string[] =>
      edges().flatMap(([from, to]) => (roomOf(from) === room && roomOf(to) !== room ? [roomOf(to)] : []));
    assert.deepEqual(firstCycle(numerics, next), undefined);
  });
});

describe("the search for cycles", () => {
  it("finds one and names its members in order", () => {
    const graph: Record<string, string[]> = { a: ["b"], b: ["c"], c: ["b"] };
    assert.deepEqual(
      firstCycle(["a"], (node) => graph[node] ?? []),
      ["b", "c", "b"],
    );
  });
});

function sourceFiles(): string[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".d.ts"),
  );
}

/** The files of src that this one imports by a relative path, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(source, file), "utf8");
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*"(\.[^"]*)"/g)].map(
    (match) => match[1] ?? "",
  );
  return specifiers.flatMap((specifier) => {
    const target = path.join(path.dirname(file), specifier);
    return [`${target}.ts`, path.join(target, "index.ts")].filter((candidate) =>
      existsSync(path.join(source, candidate)),
    );
  });
}

function edges(): [string, string][] {
  return [...imports].flatMap(([from, targets]) => targets.map((to): [string, string] => [from, to]));
}

function roomOf(file: string): string {
  return file.split(path.sep)[0] ?? file;
}

function firstCycle(nodes: readonly string[], next: (node: string) => readonly string[]): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: string[]): string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const target of next(node)) {
      const cycle = visit(target, [...trail, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of nodes) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}
