import assert from "node:assert/strict";
import fc from "fast-check";
import { lbfgs, type Objective } from "../../src/optimizers/lbfgs";
import { OptimizerError } from "../../src/optimizers/optimizerError";
import { agree } from "../support/agree";

const rosenbrock = ([x, y]: Float64Array): Objective => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
});

describe("lbfgs", () => {
  it("solves a diagonal quadratic to its closed form, whatever its condition", () => {
    const problem = fc.array(
      fc.tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(problem, (terms) => {
        const objective = (x: Float64Array): Objective => ({
          value: terms.reduce((sum, [a, b], i) => sum + (a / 2) * (x[i] - b) ** 2, 0),
          gradient: x.map((value, i) => terms[i][0] * (value - terms[i][1])),
        });
        const { x, converged } = lbfgs(objective, new Float64Array(terms.length), { gradientTolerance: 1e-7 });
        assert.ok(converged);
        const optimum = terms.map(([, b]) => b);
        agree({ of: "lbfgs", with: "closed form" }, x, optimum, 2e-5);
      }),
    );
  });

  it("walks through Rosenbrock's valley to (1, 1)", () => {
    const { x, value, converged, iterations } = lbfgs(rosenbrock, Float64Array.of(-1.2, 1), {
      gradientTolerance: 1e-8,
    });
    assert.ok(converged && iterations < 100, `${iterations} iterations`);
    assert.ok(value < 1e-14);
    agree({ of: "lbfgs", with: "closed form" }, x, [1, 1], 1e-6);
  });

  it("ends where differences of the value, without the gradient, are 0", () => {
    const terms = Array.from({ length: 12 }, (_, i) => ({
      a: [1, 2, 3].map((d) => 2 * Math.sin(5 * i + d)),
      b: Math.cos(3 * i),
    }));
    const score = ({ a, b }: (typeof terms)[0], x: Float64Array): number => a.reduce((sum, v, d) => sum + v * x[d], -b);
    const valueAt = (x: Float64Array): number =>
      terms.reduce((sum, term) => sum + Math.log(Math.cosh(score(term, x))), 0) +
      x.reduce((sum, v) => sum + v ** 4 / 4, 0);
    const objective = (x: Float64Array): Objective => ({
      value: valueAt(x),
      gradient: x.map((v, d) => v ** 3 + terms.reduce((sum, term) => sum + term.a[d] * Math.tanh(score(term, x)), 0)),
    });
    const { x, converged } = lbfgs(objective, Float64Array.of(3, -2, 4), { gradientTolerance: 1e-8 });
    assert.ok(converged);
    const h = 1e-4;
    const slopes = [...x].map((_, d) => {
      const [above, below] = [h, -h].map((step) => valueAt(x.map((v, i) => (i === d ? v + step : v))));
      return (above - below) / (2 * h);
    });
    agree({ of: "lbfgs", with: "finite differences" }, slopes, [0, 0, 0], 1e-6);
  });

  it("never ends above its start, and says so when iterations run out", () => {
    const start = Float64Array.of(-1.2, 1);
    const stopped = lbfgs(rosenbrock, start, { maxIterations: 3 });
    assert.equal(stopped.iterations, 3);
    assert.equal(stopped.converged, false);
    assert.ok(stopped.value < rosenbrock(start).value);
    assert.deepEqual([...start], [-1.2, 1]);
  });

  it("does nothing at an optimum, and gives up where no step gains", () => {
    assert.equal(lbfgs(rosenbrock, Float64Array.of(1, 1)).iterations, 0);
    // A gradient of the wrong sign: no step along it gains.
    const lying = (x: Float64Array): Objective => ({ value: x[0], gradient: Float64Array.of(-1) });
    const { x, converged } = lbfgs(lying, Float64Array.of(2));
    assert.deepEqual([x[0], converged], [2, false]);
  });

  it("refuses a start without a finite value", () => {
    const nowhere = (): Objective => ({ value: NaN, gradient: Float64Array.of(0) });
    assert.throws(
      () => lbfgs(nowhere, Float64Array.of(0)),
      new OptimizerError("lbfgs: the value at the start is NaN; a finite one is needed"),
    );
  });
});
