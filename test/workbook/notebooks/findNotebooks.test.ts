import assert from "node:assert/strict";
import { findNotebooks, NotebookNameError } from "../../../src/workbook/notebooks/findNotebooks";
import { type Scratch, withScratch } from "../../support/setup/scratch";

function workbook(scratch: Scratch): string {
  const files = ["simclr/02-losses", "simclr/01-framework", "index", "mine/01-bound", "simclrv2/01-distil"];
  for (const name of [...files, "simclr/.ipynb_checkpoints/01-framework"]) scratch.write(`book/${name}.ipynb`, "{}");
  return scratch.at("book");
}

const namesOf = (folder: string, names?: string[]): string[] => findNotebooks(folder, names).map(({ name }) => name);

describe("findNotebooks", () => {
  it(
    "lists them in order, without Jupyter's checkpoints",
    withScratch((scratch) => {
      const all = ["index", "mine/01-bound", "simclr/01-framework", "simclr/02-losses", "simclrv2/01-distil"];
      assert.deepEqual(namesOf(workbook(scratch)), all);
    }),
  );

  it(
    "selects by a full name or by a folder, and does not take simclrv2 for simclr",
    withScratch((scratch) => {
      const book = workbook(scratch);
      assert.deepEqual(namesOf(book, ["mine/01-bound", "simclr"]), [
        "mine/01-bound",
        "simclr/01-framework",
        "simclr/02-losses",
      ]);
    }),
  );

  it(
    "takes the path of any notebook file",
    withScratch((scratch) => {
      const file = scratch.write("elsewhere/mine.ipynb", "{}");
      assert.deepEqual(findNotebooks(workbook(scratch), [file])[0]?.file, file);
    }),
  );

  it(
    "says which notebooks there are when a name is wrong",
    withScratch((scratch) => {
      const book = workbook(scratch);
      assert.throws(
        () => findNotebooks(book, ["simcrl"]),
        (error: unknown) => {
          assert.ok(error instanceof NotebookNameError);
          assert.match(error.message, /^notebooks: there is none called "simcrl"; there are index, mine\/01-bound, /);
          return true;
        },
      );
    }),
  );

  it(
    "finds nothing in a workbook without notebooks",
    withScratch((scratch) => {
      assert.deepEqual(findNotebooks(scratch.at("none")), []);
    }),
  );
});
