import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as library from "../src/index";

describe("the README", () => {
  it("names only what the library exports, in its table of the library", () => {
    const text = readFileSync(path.resolve(__dirname, "../../README.md"), "utf8");
    const section = text.split("## The library")[1].split("\n## ")[0];
    const rows = section.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| room"));
    const names = rows.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const unknown = names.filter((name) => !(name in library) && name !== "checkpoint");
    assert.ok(names.length > 50, `${names.length} names were found`);
    assert.deepEqual(unknown, []);
  });
});
