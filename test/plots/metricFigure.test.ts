import assert from "node:assert/strict";
import { metricFigure } from "../../src/plots/metricFigure";
import { PlotError } from "../../src/plots/plotError";
import { themeColours } from "../../src/plots/theme/themeColours";

interface Config {
  temperature: number;
  l2: boolean;
}

const near = (actual: unknown, expected: readonly number[]): void => {
  (actual as number[]).forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-9, `${value}`));
  assert.equal((actual as number[]).length, expected.length);
};

function row(temperature: number, l2: boolean, seed: number, probe: number) {
  const config: Config = { temperature, l2 };
  return { config, seed, metrics: { probe, entropy: probe / 10 } };
}

const rows = [row(1, true, 1, 40), row(1, true, 2, 42), row(0.1, true, 1, 45), row(0.1, true, 2, 45)];
const withoutL2 = [row(10, false, 1, 30), row(10, false, 2, 34)];

describe("metricFigure", () => {
  it("draws the mean over seeds with Student's 95% interval, by size of the factor, over the single seeds", () => {
    const { data } = metricFigure(rows, { x: "temperature", y: "probe" });
    const [seeds, line] = data;
    assert.deepEqual(
      [seeds.x, seeds.y],
      [
        [0.1, 0.1, 1, 1],
        [45, 45, 40, 42],
      ],
    );
    assert.deepEqual(
      [line.x, line.y],
      [
        [0.1, 1],
        [45, 41],
      ],
    );
    // 12.706204736174705 times the standard deviation √2 by √2
    near((line.error_y as { array: number[] }).array, [0, 12.706204736174705]);
    near((line.error_y as { arrayminus: number[] }).arrayminus, [0, 12.706204736174705]);
    assert.deepEqual((line.text as string[])[1], "41 [28.29, 53.71]<br>2 seeds");
  });

  it("makes a curve of each value of the series, in one colour with its seeds", () => {
    const { data, layout } = metricFigure([...rows, ...withoutL2], { x: "temperature", y: "probe", series: "l2" });
    const lines = data.filter(({ showlegend }) => showlegend);
    assert.deepEqual(
      lines.map(({ name, x }) => [name, x]),
      [
        ["l2 true", [0.1, 1]],
        ["l2 false", [10]],
      ],
    );
    const { series } = themeColours.light;
    assert.deepEqual(
      lines.map(({ marker }) => (marker as { color: string }).color),
      series.slice(0, 2),
    );
    assert.equal(layout.showlegend, true);
  });

  it("draws the reader's own runs as open circles that are not joined to the line", () => {
    const mine = [row(0.3, true, 1, 47)];
    const { data } = metricFigure([...rows, ...mine], {
      x: "temperature",
      y: "probe",
      highlight: ({ config }) => config.temperature === 0.3,
    });
    const line = data.find(({ mode }) => mode === "lines+markers");
    assert.deepEqual(line?.x, [0.1, 1]);
    const [yours, key] = data.slice(-2);
    assert.deepEqual([yours.x, yours.y, yours.mode], [[0.3], [47], "markers"]);
    assert.equal((yours.marker as { symbol: string }).symbol, "circle-open");
    assert.deepEqual([key.name, key.x, yours.legendgroup], ["yours", [null], "yours"]);
  });

  it("gives each metric a panel of its own and names a curve once in the legend", () => {
    const { data, layout } = metricFigure([...rows, ...withoutL2], {
      x: "temperature",
      y: ["probe", { metric: "entropy", title: "entropy, nats", scale: "log" }],
      series: ({ l2 }) => (l2 ? "l2" : "none"),
      xScale: "log",
    });
    const axis = (name: string) => layout[name] as { title: { text: string }; type: string; domain: number[] };
    assert.deepEqual([axis("yaxis").title.text, axis("yaxis2").title.text], ["probe", "entropy, nats"]);
    assert.deepEqual([axis("yaxis").type, axis("yaxis2").type], ["linear", "log"]);
    assert.ok(axis("xaxis").domain[1] < axis("xaxis2").domain[0]);
    const second = data.filter(({ xaxis }) => xaxis === "x2");
    assert.deepEqual(second.find(({ name, mode }) => name === "l2" && mode !== "markers")?.y, [4.5, 4.1]);
    assert.deepEqual(
      data.filter(({ showlegend }) => showlegend).map(({ name, xaxis }) => [name, xaxis]),
      [
        ["l2", "x"],
        ["none", "x"],
      ],
    );
  });

  it("gives a curve one colour in all panels, also in one that lacks those before it", () => {
    const probed = rows.map(({ metrics, ...rest }) => ({ ...rest, metrics: { probe: metrics.probe } }));
    const { data } = metricFigure<Config, { probe?: number; entropy?: number }>([...probed, ...withoutL2], {
      x: "temperature",
      y: ["probe", "entropy"],
      series: ({ l2 }) => (l2 ? "l2" : "none"),
    });
    const colours = (axis: string, of: string) =>
      data.filter(({ xaxis, name, line }) => xaxis === axis && name === of && line).map(({ line }) => line);
    assert.equal(colours("x2", "l2").length, 0);
    assert.deepEqual(colours("x2", "none"), colours("x", "none"));
    assert.notDeepEqual(colours("x2", "none"), colours("x", "l2"));
  });

  it("refuses two rows of one seed at one place, and a metric or a setting that no row has", () => {
    const both = [...rows, row(0.1, false, 1, 30)];
    assert.throws(
      () => metricFigure(both, { x: "temperature", y: "probe" }),
      new PlotError('metricFigure: seed 1 has 2 rows of "recorded" at 0.1; name by series what tells them apart'),
    );
    assert.throws(
      () => metricFigure(rows, { x: "temperature", y: "knn" as "probe" }),
      new PlotError('metricFigure: no row has the metric "knn"; there are probe, entropy'),
    );
    for (const wrong of [{ x: "tau" as "temperature" }, { x: "temperature", series: "tau" as "temperature" }] as const)
      assert.throws(() => metricFigure(rows, { ...wrong, y: "probe" }), /no row has the setting "tau"; there are temp/);
  });

  it("draws without a row, as before the first run", () => {
    assert.deepEqual(metricFigure<Config, { probe: number }>([], { x: "temperature", y: "probe" }).data, []);
  });

  for (const theme of ["light", "dark"] as const) {
    it(`draws its picture, ${theme}, in under 60 kB`, async () => {
      const options = { x: "temperature", y: ["probe", "entropy"], series: "l2", xScale: "log" } as const;
      const png = await metricFigure([...rows, ...withoutL2], options)
        .withTheme(theme)
        .toPng();
      assert.ok(png.length > 5_000 && png.length < 60_000, `${png.length}`);
    });
  }
});
