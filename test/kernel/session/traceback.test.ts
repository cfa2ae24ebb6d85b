import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { runInNewContext } from "node:vm";
import { describeError } from "../../../src/kernel/session/traceback";

const plain = (error: unknown, locate: Parameters<typeof describeError>[1] = () => undefined): string[] =>
  describeError(error, locate).traceback.map(stripVTControlCharacters);

function withStack(error: Error, ...frames: string[]): Error {
  error.stack = [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

describe("traceback", () => {
  const source = ["const a = 1;", "fail(a);", "done();"];

  it("shows frames of cells by cell and line, with the lines around, and none of Node or the kernel", () => {
    const error = withStack(
      new TypeError("no"),
      "async Proxy.fail (contrastbook-cell:4:9:5)",
      "node:internal/x:1:1",
      "async contrastbook-cell:4:9:5",
    );
    const lines = plain(error, ({ file, line }) =>
      file === "contrastbook-cell:4" && line === 9 ? { executionCount: 7, line: 2, column: 1, source } : undefined,
    );
    assert.deepEqual(lines, [
      "TypeError: no",
      "  Cell [7], line 2, in fail",
      "      1 | const a = 1;",
      ">     2 | fail(a);",
      "      3 | done();",
      "  Cell [7], line 2",
      "      1 | const a = 1;",
      ">     2 | fail(a);",
      "      3 | done();",
    ]);
  });

  it("follows a compiled file of the project to its TypeScript", () => {
    const [, where, line] = plain(new Error("here"));
    assert.match(where ?? "", /test\/kernel\/session\/traceback\.test\.ts:\d+:\d+/);
    assert.match(line ?? "", /plain\(new Error\("here"\)\)/);
  });

  it("tells the causes, also those that are no errors, and the parts of an AggregateError", () => {
    const chain = withStack(new Error("outer", { cause: withStack(new Error("inner", { cause: 3 })) }));
    assert.deepEqual(plain(chain), ["Error: outer", "Caused by:", "Error: inner", "Caused by:", "3"]);
    const many = withStack(new AggregateError([withStack(new Error("one"))], "many"));
    assert.deepEqual(plain(many), ["AggregateError: many", "One of the errors:", "Error: one"]);
  });

  it("ends on a chain of causes that bites its tail", () => {
    const error = withStack(new Error("loop"));
    error.cause = error;
    assert.ok(plain(error).length < 20);
  });

  it("names an error by its class when it did not name itself", () => {
    class LedgerError extends Error {}
    assert.equal(describeError(new LedgerError("x"), () => undefined).ename, "LedgerError");
  });

  it("describes whatever is thrown, even when its own getters, its inspection or its prototype throw", () => {
    const fail = (): never => {
      throw new Error("inner");
    };
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const thrown: [unknown, string, string][] = [
      [{ [Symbol.for("nodejs.util.inspect.custom")]: fail }, "Uncaught", "{ [Symbol(nodejs.util.inspect.custom)]"],
      [revoked.proxy, "Uncaught", ""],
      [new Proxy(new Error("p"), { get: fail }), "Error", "its message cannot be read"],
      [Object.assign(new Error("x"), { stack: 5 }), "Error", "x"],
      [Object.assign(new Error("m"), { name: undefined }), "Error", "m"],
      [Object.assign(new RangeError("m"), { name: { toString: fail } }), "RangeError", "m"],
      [Object.assign(new Error(), { message: 7n }), "Error", "7n"],
      [Object.assign(new Error("c"), { constructor: undefined }), "Error", "c"],
      [Object.assign(new AggregateError([], "a"), { errors: 5 }), "AggregateError", "a"],
      [new Error("outer", { cause: new Proxy(new Error("p"), { get: fail }) }), "Error", "outer"],
    ];
    for (const [value, ename, evalue] of thrown) {
      const described = describeError(value, () => undefined);
      assert.equal(described.ename, ename);
      assert.ok(described.evalue.startsWith(evalue), described.evalue);
      assert.ok(described.traceback.every((line) => typeof line === "string"));
    }
  });

  it("leaves out what a recursion repeats, of one function or of several in turn", () => {
    const frame = (name: string, line: number): string => `${name} (${resolve("cells/deep.js")}:${line}:1)`;
    const one = withStack(new RangeError("stack"), ...Array<string>(50).fill(frame("down", 3)), frame("start", 9));
    assert.deepEqual(plain(one), [
      "RangeError: stack",
      "  cells/deep.js:3:1, in down",
      "  ... and 49 more frames of the same",
      "  cells/deep.js:9:1, in start",
    ]);
    const turns = Array.from({ length: 24 }, () => [frame("even", 1), frame("odd", 2)]).flat();
    assert.deepEqual(plain(withStack(new RangeError("stack"), ...turns)).slice(1), [
      "  cells/deep.js:1:1, in even",
      "  cells/deep.js:2:1, in odd",
      "  ... and 46 more frames of the same",
    ]);
  });

  it("keeps the ends of a long stack", () => {
    const frames = Array.from({ length: 50 }, (_, i) => `f${i} (${resolve("cells/long.js")}:${i + 1}:1)`);
    const lines = plain(withStack(new Error("long"), ...frames));
    assert.equal(lines.length, 1 + 12 + 1 + 6);
    assert.equal(lines[13], "  ... 32 more frames");
    assert.equal(lines.at(-1), "  cells/long.js:50:1, in f49");
  });

  it("shows what an error carries besides its message, as system errors do", () => {
    let missing: unknown;
    try {
      readFileSync("/nowhere/at/all");
    } catch (error) {
      missing = error;
    }
    const text = plain(missing).join("\n");
    assert.match(text, /^Error: ENOENT: no such file or directory, open '\/nowhere\/at\/all'\n {2}\{ errno: -2, code: 'ENOENT', syscall: 'open', path: '\/nowhere\/at\/all' \}/); // prettier-ignore
    const odd = withStack(Object.assign(new Error("odd"), { response: { status: 503 } }));
    Object.defineProperty(odd, "lazy", { enumerable: true, get: () => { throw new Error("getter"); } }); // prettier-ignore
    assert.deepEqual(plain(odd), ["Error: odd", "  { response: { status: 503 } }"]);
  });

  it("tells each of several errors that refer to each other once", () => {
    const [a, b] = [withStack(new Error("a")), withStack(new Error("b"))];
    const all = withStack(new AggregateError([a, b], "all"));
    a.cause = all;
    b.cause = a;
    const lines = plain(all);
    assert.equal(lines.filter((line) => line === "  (told above)").length, 2);
    assert.ok(lines.length < 15, lines.join("\n"));
    const many = withStack(
      new AggregateError(
        Array.from({ length: 30 }, () => withStack(new Error("one"))),
        "many",
      ),
    );
    assert.equal(plain(many).at(-1), "... and 25 more errors");
  });

  it("cuts a message that nobody can read to its end", () => {
    const { evalue } = describeError(new Error("x".repeat(1_000_000)), () => undefined);
    assert.ok(evalue.length < 11_000 && evalue.endsWith("990000 more characters"));
  });

  it("takes an error of another realm for an error", () => {
    assert.equal(describeError(runInNewContext('new TypeError("t")'), () => undefined).ename, "TypeError");
  });
});
