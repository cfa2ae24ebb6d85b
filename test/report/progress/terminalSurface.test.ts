import assert from "node:assert/strict";
import { Board } from "../../../src/report/progress/board";
import { terminalSurface } from "../../../src/report/progress/terminalSurface";

const options = { unit: "steps", total: 4, leave: undefined };

/** What a terminal shows after text with cursor moves up, returns and clearings to its end. */
function screen(text: string): string[] {
  const rows: string[] = [""];
  let row = 0;
  for (const [part] of text.matchAll(/\u001b\[(\d*)[AJ]|[\r\n]|[^\u001b\r\n]+/g)) {
    if (part.endsWith("A") && part.startsWith("\u001b")) row -= Number(part.slice(2, -1));
    else if (part.startsWith("\u001b")) rows.splice(row, Infinity, "");
    else if (part === "\n") rows[(row += 1)] ??= "";
    else if (part !== "\r") rows[row] += part;
  }
  return rows;
}

describe("progress in a terminal", () => {
  it("writes its lines over, an inner one below, and leaves the last", () => {
    let written = "";
    const board = new Board(terminalSurface({ write: (text) => (written += text), columns: 200 }));
    const outer = board.open({ ...options, label: "outer" }, 0);
    const inner = board.open({ ...options, label: "inner" }, 500);
    board.update(inner, 2, {}, 1000);
    assert.deepEqual(screen(written).map((line) => line.split(" ·")[0]), ["outer ░░░░░░░░░░░░░░░░░░░░ 0%", "inner ██████████░░░░░░░░░░ 50%"]); // prettier-ignore
    board.end(inner, true, 1500);
    board.update(outer, 4, {}, 2000);
    board.end(outer, true, 2000);
    assert.deepEqual(screen(written), ["outer: 4 steps in 2 s · 2 steps/s", ""]);
  });

  it("cuts lines that would wrap", () => {
    let written = "";
    const board = new Board(terminalSurface({ write: (text) => (written += text), columns: 40 }));
    board.open({ ...options, label: "a label that is longer than the line of this terminal" }, 0);
    assert.equal(written.length, 39);
  });

  it("shortens the bar itself where the remaining time would not fit", () => {
    let written = "";
    const board = new Board(terminalSurface({ write: (text) => (written += text), columns: 80 }));
    const bar = board.open({ unit: "runs", total: 35, label: "simclr/temperature standard", leave: undefined }, 0);
    board.update(bar, 7, {}, 1_800_000);
    const [line] = screen(written);
    assert.match(line, / █+░+ 20% · 7\/35 runs · 30 min 0 s, 2 h 0 min left/);
    assert.ok(line.length <= 79, line);
  });

  it("makes room for a line of others and goes on below it", () => {
    let written = "";
    const board = new Board(terminalSurface({ write: (text) => (written += text), columns: 200 }));
    const outer = board.open({ ...options, label: "outer" }, 0);
    const inner = board.open({ ...options, label: "inner" }, 500);
    board.clear();
    written += "a line\n";
    board.update(inner, 2, {}, 501);
    assert.deepEqual(screen(written).map((line) => line.split(" ·")[0]), ["a line", "outer ░░░░░░░░░░░░░░░░░░░░ 0%", "inner ██████████░░░░░░░░░░ 50%"]); // prettier-ignore
    board.end(inner, true, 1500);
    board.end(outer, false, 2000);
    assert.deepEqual(screen(written), ["a line", "outer: stopped at 0% · 0/4 steps in 2 s", ""]);
  });
});
