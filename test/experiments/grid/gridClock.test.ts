import assert from "node:assert/strict";
import { GridClock } from "../../../src/experiments/grid/gridClock";

describe("the time that is left of a grid", () => {
  it("is not known before a run has ended, where nothing estimates it", () => {
    const clock = new GridClock(["a", "b", "c"]);
    clock.begin("a", () => 50);
    assert.equal(clock.secondsLeft(), undefined);
    clock.end("a", 100);
    assert.equal(clock.secondsLeft(), 200);
  });

  it("goes by the mean of the runs that ended here, and by what the one at work has taken", () => {
    const clock = new GridClock(["a", "b", "c", "d"]);
    clock.end("a", 100);
    clock.end("b", 300);
    assert.equal(clock.secondsLeft(), 400);
    clock.begin("c", () => 150);
    assert.equal(clock.secondsLeft(), 250);
    clock.begin("c", () => 1000);
    assert.equal(clock.secondsLeft(), 200);
  });

  it("goes by the estimates, and by how much they were wrong so far", () => {
    const clock = new GridClock([10, 20, 70], (run) => run);
    assert.equal(clock.secondsLeft(), 100);
    clock.begin(10, () => 4);
    assert.equal(clock.secondsLeft(), 96);
    clock.end(10, 20);
    assert.equal(clock.secondsLeft(), 180);
  });

  it("does not count what was on record", () => {
    const clock = new GridClock([10, 20, 70], (run) => run);
    clock.end(70);
    assert.equal(clock.secondsLeft(), 30);
    clock.end(20);
    clock.end(10, 10);
    assert.equal(clock.secondsLeft(), 0);
  });
});
