import assert from "node:assert/strict";
import { rowFault } from "../../src/ledger/rowFault";
import { exampleRow } from "./exampleRow";

describe("the check of a row", () => {
  const row = exampleRow(1);

  it("passes rows, with what they may have and what they must have", () => {
    assert.equal(rowFault(row), undefined);
    const curve = { loss: [[1, 2.5], [10, -1]], none: [] }; // prettier-ignore
    const config = { rate: 0.1, name: "a", nesterov: false };
    assert.equal(rowFault({ ...row, config, curve, viewsPerSecond: 0.5, code: "0123" }), undefined);
  });

  const wrong: [object, string][] = [
    [{ experiment: "framework" }, 'experiment is "framework"; a text such as "simclr/framework" is needed'],
    [{ revision: 0 }, "revision is 0; a whole number from 1 is needed"],
    [{ profile: "" }, 'profile is ""; a text is needed'],
    [{ config: [1] }, "config is [1]; a record is needed"],
    [{ config: { widths: [16, 32] } }, "config.widths is [16,32]; a finite number, a text or true or false is needed"],
    [{ config: { rate: NaN } }, "config.rate is NaN; a finite number, a text or true or false is needed"],
    [{ seed: -1 }, "seed is -1; a whole number from 0 is needed"],
    [{ seed: "1" }, 'seed is "1"; a whole number from 0 is needed'],
    [{ metrics: undefined }, "metrics is missing; a record is needed"],
    [{ metrics: { probe: null } }, "metrics.probe is null; a finite number is needed"],
    [{ metrics: { probe: Infinity } }, "metrics.probe is Infinity; a finite number is needed"],
    [{ curve: { loss: [1, 2] } }, "curve.loss is [1,2]; a list of pairs of rising steps and finite numbers is needed"],
    [
      { curve: { loss: [[2, 1], [2, 1]] } }, // prettier-ignore
      "curve.loss is [[2,1],[2,1]]; a list of pairs of rising steps and finite numbers is needed",
    ],
    [{ seconds: -1 }, "seconds is -1; a number from 0 is needed"],
    [{ viewsPerSecond: null }, "viewsPerSecond is null; a number from 0 is needed"],
    [{ device: 1 }, "device is 1; a text is needed"],
    [{ threads: 0 }, "threads is 0; a whole number from 1 is needed"],
    [{ versions: { node: 20 } }, "versions.node is 20; a text is needed"],
    [{ date: "yesterday" }, 'date is "yesterday"; a date as 2026-01-31T12:00:00.000Z is needed'],
    [
      { date: "2026-13-31T12:00:00.000Z" },
      'date is "2026-13-31T12:00:00.000Z"; a date as 2026-01-31T12:00:00.000Z is needed',
    ],
    [{ commit: undefined }, "commit is missing; a text is needed"],
    [
      { note: "good" },
      "note is no field of a row; known are experiment, revision, profile, config, seed, metrics, curve, seconds, " +
        "viewsPerSecond, device, threads, versions, date, commit, code",
    ],
  ];
  for (const [change, fault] of wrong)
    it(`says that ${fault}`, () => assert.equal(rowFault({ ...row, ...change }), fault));

  it("says what it is where it is no record at all", () => {
    assert.equal(rowFault([]), "it is []; a record is needed");
    assert.equal(rowFault(null), "it is null; a record is needed");
  });
});
