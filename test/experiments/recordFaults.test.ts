import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { recordFaults } from "../../src/experiments/recordFaults";
import { experiments, type AnyExperiment } from "../../src/experiments/registry";
import type { Row } from "../../src/ledger/row";
import { judgeAbove } from "../../src/ledger/statistics/judgeAbove";
import { judgeTrend } from "../../src/ledger/statistics/judgeTrend";
import { bySeed } from "../../src/ledger/statistics/seedEffect";
import { seriesBySeed } from "../../src/ledger/statistics/seedSeries";
import { readRows } from "../../src/ledger/rows";
import { exampleRow } from "../ledger/exampleRow";

describe("the committed runs", () => {
  const results = path.resolve(__dirname, "../../../data/results");
  const files = readdirSync(results, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));

  it("are there", () => assert.ok(files.length > 0));

  for (const name of files)
    it(`of ${name} are whole, of a known experiment, each once, with what its claims need`, () => {
      const [, id, profile] = /^(.*)\.(quick|standard|paper)\.jsonl$/.exec(name) ?? [];
      const experiment = experiments.find((candidate) => candidate.id === id);
      assert.ok(
        experiment,
        `${name} is not of an experiment; known are ${experiments.map((known) => known.id).join(", ")}`,
      );
      assert.deepEqual(recordFaults(experiment, profile, readRows(path.join(results, name))), []);
    });
});

describe("the check of committed runs", () => {
  const claim = {
    ...{ id: "S1", statement: "accuracy > 0", paperValue: "", unit: "points", expected: "holds" as const },
    judge: (rows: readonly Row[]) => judgeAbove(bySeed(rows, ([row]) => row.metrics.accuracy)),
  };
  const grid = { configs: [{ epochs: 2, images: 10 }], seeds: [1, 2] };
  const experiment = {
    ...{ id: "simclr/example", revision: 1, claims: [claim] },
    profiles: { quick: grid, standard: grid, paper: grid },
  } as unknown as AnyExperiment;
  const row = exampleRow(1);

  it("passes rows of the experiment, also of configurations that are not in its grid and of earlier revisions", () => {
    const rows = [row, exampleRow(2), { ...row, config: { epochs: 3, images: 10 } }];
    assert.deepEqual(recordFaults(experiment, "quick", rows), []);
    const earlier = { ...row, config: { other: 1 }, metrics: {} };
    assert.deepEqual(recordFaults({ ...experiment, revision: 2 }, "quick", [earlier]), []);
  });

  const wrong: [Partial<Row>, string][] = [
    [{ experiment: "simclr/other" }, "experiment is simclr/other; simclr/example is needed"],
    [{ profile: "standard" }, "profile is standard; quick is needed"],
    [{ revision: 2 }, "revision is 2; the experiment's is 1"],
    [{ code: "0123" }, "code is 0123; only a reader's own rows have it"],
    [{ config: { epochs: 2 } }, "config.images is missing"],
    [{ config: { epochs: 2, images: 10, rate: 1 } }, "config.rate is no setting of the experiment"],
    [{ config: { epochs: "2", images: 10 } }, 'config.epochs is "2"; a number is needed'],
    [{ metrics: { loss: 1 } }, "metrics.accuracy is missing, which S1 needs"],
  ];
  for (const [change, fault] of wrong)
    it(`says that ${fault}`, () => {
      assert.deepEqual(recordFaults(experiment, "quick", [exampleRow(2), { ...row, ...change }]), [`row 2: ${fault}`]);
    });

  it("takes configurations of several kinds, and names what is wrong beside the nearest", () => {
    const configs: Row["config"][] = [
      { method: "critic", steps: 10, rate: 0.1 },
      { method: "neighbours", k: 3 },
      { method: "critic", steps: 10, rate: "learned" },
    ];
    const kinds = {
      ...experiment,
      profiles: { quick: { configs: configs.slice(0, 1), seeds: [1] }, standard: { configs, seeds: [1] }, paper: grid },
    } as unknown as AnyExperiment;
    const faultsOf = (config: Row["config"]): string[] => recordFaults(kinds, "quick", [{ ...row, config }]);
    for (const config of configs) assert.deepEqual(faultsOf(config), []);
    assert.deepEqual(faultsOf({ method: "neighbours", k: "3" }), ['row 1: config.k is "3"; a number is needed']);
    assert.deepEqual(faultsOf({ method: "critic", steps: 10 }), ["row 1: config.rate is missing"]);
  });

  it("passes a run that lacks what is optional, and a claim sees that it lacks it", () => {
    const seen: unknown[] = [];
    const told = {
      ...claim,
      judge: (rows: readonly Row[]) => {
        seen.push(rows[0].metrics.nats);
        return claim.judge(rows);
      },
    };
    const partly = { ...experiment, claims: [told], optionalMetrics: ["nats"] };
    assert.deepEqual(recordFaults(partly, "quick", [row]), []);
    assert.deepEqual(seen, [undefined]);
    assert.deepEqual(recordFaults({ ...partly, optionalMetrics: ["other"] }, "quick", [row]), [
      "row 1: metrics.nats is missing, which S1 needs",
    ]);
  });

  it("lets a claim that compares settings see a whole grid", () => {
    const settings = { configs: [1, 2, 3].map((epochs) => ({ epochs, images: 10 })), seeds: [1] };
    const trend = {
      ...claim,
      id: "S2",
      judge: (rows: readonly Row[]) => {
        const series = seriesBySeed(
          rows,
          rows.map(({ config }) => config),
          (ofSeed, setting) => ofSeed.find(({ config }) => config === setting)?.metrics.loss,
        );
        return judgeTrend(series, { direction: "falling" });
      },
    };
    const swept = {
      ...experiment,
      claims: [trend],
      profiles: { quick: settings, standard: settings, paper: settings },
    };
    assert.deepEqual(recordFaults(swept, "quick", [{ ...row, metrics: { loss: 1 } }]), []);
    assert.deepEqual(recordFaults(swept, "quick", [{ ...row, metrics: { accuracy: 1 } }]), [
      "row 1: metrics.loss is missing, which S2 needs",
    ]);
  });

  it("passes one run of each registered experiment", () => {
    for (const known of experiments) {
      const [config] = known.profiles.quick.configs;
      const metrics = new Proxy<Record<string, number>>({}, { get: () => 1, has: () => true });
      const run = { ...row, experiment: known.id, revision: known.revision, config, metrics };
      assert.deepEqual(recordFaults(known, "quick", [run]), []);
    }
  });

  it("says which run is recorded twice", () => {
    const again = { ...row, config: { images: 10, epochs: 2 }, metrics: { accuracy: 0.7 } };
    assert.deepEqual(recordFaults(experiment, "quick", [row, exampleRow(2), again]), [
      "row 3: it is of the same run as row 1; one of them must go",
    ]);
  });
});
