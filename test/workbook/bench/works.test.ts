import assert from "node:assert/strict";
import { chooseWorks, works } from "../../../src/workbook/bench/works";

const all = works({ torchCompile: false, cores: 2 });

describe("the works of the bench", () => {
  it("are chosen by their name, or by what stands before the slash", () => {
    const names = (...chosen: string[]): string[] => chooseWorks(all, chosen).map(({ name }) => name);
    assert.deepEqual(names("simclr-step"), ["simclr-step/16", "simclr-step/32"]);
    assert.deepEqual(names("sgemm", "simclr-step/32"), ["simclr-step/32", "sgemm"]);
    assert.deepEqual(
      names(),
      all.map(({ name }) => name),
    );
  });

  it("say which there are when a name is wrong", () => {
    assert.throws(() => chooseWorks(all, ["simclr"]), {
      name: "UsageError",
      message: /^bench: there is no "simclr"; there are simclr-step\/16, simclr-step\/32, /,
    });
  });

  it("sum up contenders that there are, each called by one name", () => {
    for (const { name, contenders, summaries } of works({ torchCompile: true, cores: 1 })) {
      const known = contenders.map((contender) => contender.name);
      assert.equal(new Set(known).size, known.length, name);
      for (const { of, over = [] } of summaries) for (const one of [of, ...over]) assert.ok(known.includes(one), one);
    }
  });

  it("let torch.compile take part in the SimCLR steps only when asked", () => {
    const compiled = (torchCompile: boolean): string[] =>
      works({ torchCompile, cores: 2 })
        .filter(({ contenders }) => contenders.some(({ name }) => name === "torch.compile"))
        .map(({ name }) => name);
    assert.deepEqual(compiled(false), ["mine-step", "first-call/mine"]);
    assert.deepEqual(compiled(true), ["simclr-step/16", "simclr-step/32", "mine-step", "first-call/mine"]);
  });

  it("do not try the same number of threads twice on one core", () => {
    for (const { contenders } of works({ torchCompile: true, cores: 1 })) {
      for (const axis of contenders.flatMap(({ axes }) => axes))
        assert.equal(new Set(axis.map((settings) => JSON.stringify(settings))).size, axis.length);
    }
  });
});
