import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
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
    const error = withStack(new TypeError("no"), "fail (contrastbook-cell:4:9:5)", "node:internal/x:1:1");
    const lines = plain(error, ({ file, line }) =>
      file === "contrastbook-cell:4" && line === 9 ? { executionCount: 7, line: 2, column: 1, source } : undefined,
    );
    assert.deepEqual(lines, [
      "TypeError: no",
      "  Cell [7], line 2, in fail",
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
      [{ [Symbol.for("nodejs.util.inspect.custom")]: fail }, "Uncaught", "a value that cannot be shown"],
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
});
