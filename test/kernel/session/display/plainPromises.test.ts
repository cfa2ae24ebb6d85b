import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { installPlainPromises } from "../../../../src/kernel/session/display/plainPromises";

describe("promises that a cell prints", () => {
  before(installPlainPromises);
  after(() => Reflect.deleteProperty(Promise.prototype, inspect.custom));

  it("show their state and nothing of the cell that they belong to", () => {
    new AsyncLocalStorage().run({ secret: 1 }, () => {
      const failed = Promise.reject(new RangeError("no"));
      failed.catch(() => undefined);
      const text = inspect({ waiting: new Promise(() => undefined), done: Promise.resolve({ a: 1 }) });
      assert.equal(text, "{ waiting: Promise { <pending> }, done: Promise { { a: 1 } } }");
      assert.match(inspect(failed), /^Promise \{\n {2}<rejected> RangeError: no/);
    });
  });

  it("show members of their own, and their class", () => {
    class Job extends Promise<number> {}
    const job = Object.assign(Job.resolve(1), { id: 7 });
    assert.equal(inspect(job), "Job [Promise] { 1, id: 7 }");
  });
});
