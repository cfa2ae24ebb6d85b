import assert from "node:assert/strict";
import { publishedClaims } from "../../../src/experiments/claims/claims";
import { pendingClaims, pendingCount } from "../../../src/experiments/claims/pending";
import { experiments } from "../../../src/experiments/registry";

const ids = publishedClaims.map(({ id }) => id);
const judged = new Set(experiments.flatMap(({ claims }) => claims.map(({ id }) => id)));

describe("the table of claims", () => {
  it("has every claim of the papers once, in order", () => {
    const numbered = (letter: string, count: number): string[] =>
      Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
    assert.deepEqual(ids, [...numbered("S", 28), ...numbered("V", 13), ...numbered("M", 13), ...numbered("B", 2)]);
  });

  it("leaves no field empty, and gives a reason for what is not run", () => {
    for (const claim of publishedClaims) {
      const texts = [claim.figure, claim.statement, claim.paperValue, claim.judgedBy];
      if (claim.scale === "N") texts.push(claim.reason);
      else assert.ok(claim.notebooks.length > 0, `${claim.id} is in no notebook`);
      assert.ok(
        texts.every((text) => text.trim() === text && text !== ""),
        claim.id,
      );
    }
  });

  it("keeps a bar out of its texts, which would end a cell of a table in Markdown", () => {
    const withBar = publishedClaims.filter((claim) => JSON.stringify(claim).includes("|"));
    assert.deepEqual(withBar, []);
  });

  it("is judged by an experiment, pending or quoted: each claim exactly one of the three", () => {
    for (const { id, scale } of publishedClaims) {
      const places = [judged.has(id), pendingClaims.includes(id), scale === "N"].filter(Boolean).length;
      assert.equal(places, 1, `${id} is in ${places} of: an experiment of the registry, pendingClaims, scale N`);
    }
  });

  it("knows the claims of every experiment, of which each judges at least one", () => {
    for (const { id, claims } of experiments) {
      assert.ok(claims.length > 0, `${id} judges nothing`);
      assert.deepEqual(
        claims.map((claim) => claim.id).filter((claim) => !ids.includes(claim)),
        [],
        id,
      );
    }
  });

  it("names the notebook that an experiment has for each of its claims", () => {
    const elsewhere = experiments.flatMap(({ notebook, claims }) =>
      claims.filter(({ id }) => {
        const names = publishedClaims.find((claim) => claim.id === id)?.notebooks ?? [];
        return !names.some((name) => notebook.startsWith(`${name}-`));
      }),
    );
    assert.deepEqual(elsewhere, []);
  });
});

describe("the list of pending claims", () => {
  it("is as long as the count beside it says, which only ever gets smaller", () => {
    assert.equal(pendingClaims.length, pendingCount);
    // Lower it with the count; never raise it.
    assert.ok(pendingCount <= 47);
  });

  it("names each claim once", () => {
    assert.deepEqual([...new Set(pendingClaims)], pendingClaims);
  });
});
