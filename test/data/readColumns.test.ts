import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DataError } from "../../src/data/dataError";
import { readColumns } from "../../src/data/readColumns";

describe("readColumns", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "columns-"));
  const file = path.join(folder, "people.csv");
  after(() => rmSync(folder, { recursive: true }));
  const read = (text: string, names?: string[]): ReturnType<typeof readColumns> => {
    writeFileSync(file, text);
    return readColumns(file, names);
  };
  const refuses = (text: string, message: string, names?: string[]): Promise<void> =>
    assert.rejects(read(text, names), new DataError(`readColumns: ${file}${message}`));

  it("reads the columns asked for, in the order asked for, and else all", async () => {
    const text = "age,height,name\n30,1.8,a\n-4e1, .5 ,b\n";
    const { names, values, rows, columns } = await read(text, ["height", "age"]);
    assert.deepEqual(
      { names, values: [...values], rows, columns },
      { names: ["height", "age"], values: [1.8, 30, 0.5, -40], rows: 2, columns: 2 },
    );
    assert.deepEqual([...(await read("a,b\n1,2\n")).values], [1, 2]);
  });

  it("reads what spreadsheets write: quotes, semicolons, byte order marks, other line ends, empty lines, one column", async () => {
    const values = async (text: string, names?: string[]): Promise<number[]> => [...(await read(text, names)).values];
    assert.deepEqual(await values('\uFEFF"a";"b, c"\r\n"1";"2"\r\n\r\n3;4\r\n', ["a", "b, c"]), [1, 2, 3, 4]);
    assert.deepEqual(await values("a\tb\n1\t2"), [1, 2]);
    assert.deepEqual(await values("a\n1\n2\n"), [1, 2]);
  });

  it("says file, line, column and value of what is no number, also below fields of several lines", async () => {
    await refuses('name,age\n"two\nlines",3\n\nx,n/a\n', `, line 5, column age is "n/a"; a finite number is needed`, [
      "age",
    ]);
    await refuses("a,b\n1,\n", `, line 2, column b is ""; a finite number is needed`);
    await refuses("a,b\n1,Infinity\n", `, line 2, column b is "Infinity"; a finite number is needed`);
  });

  it("refuses files that are not tables with names", async () => {
    await refuses("a,b\n1,2\n3\n", ", line 3 has 1 fields, but the first line has 2");
    await refuses("a,b\n", " is empty; a line of names and lines of numbers are needed");
    await refuses("", " is empty; a line of names and lines of numbers are needed");
    await refuses("a,b\n1,2\n", " has no column c; it has a, b", ["c"]);
    await refuses("a,a\n1,2\n", " has 2 columns a; names that are asked for must be there once", ["a"]);
    await refuses('a,b\n1,2\n"3,4\n', ", line 3: Quoted field unterminated");
    await assert.rejects(
      readColumns(path.join(folder, "none.csv")),
      (error) =>
        error instanceof DataError && /^readColumns: .*none\.csv cannot be read \(ENOENT: /.test(error.message),
    );
  });
});
