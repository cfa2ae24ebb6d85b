import { readFile } from "node:fs/promises";
import { csvLines, type CsvLine } from "./csv/csvLines";
import { DataError } from "./dataError";

/** Columns of numbers, row by row. */
export interface Columns {
  /** Of the columns, in their order. */
  names: string[];
  /** `[rows, columns]`, row-major. */
  values: Float64Array;
  rows: number;
  columns: number;
}

/**
 * Reads columns of numbers from a CSV file whose first line names them. Fields may be quoted; the delimiter is found out.
 *
 * @param file its path
 * @param names of the columns, in the order wanted. Default: all.
 * @returns the columns, with as many rows as the file has lines that are not empty, less the first
 * @throws DataError `readColumns: people.csv cannot be read (ENOENT: no such file or directory, open 'people.csv')`;
 *   `readColumns: people.csv is empty; a line of names and lines of numbers are needed`;
 *   `readColumns: people.csv has no column weight; it has height, width`; `readColumns: people.csv has 2 columns width; names that
 *   are asked for must be there once`; `readColumns: people.csv, line 7, column width is "n/a"; a finite number is needed`;
 *   `readColumns: people.csv, line 7 has 2 fields, but the first line has 3`;
 *   `readColumns: people.csv, line 7: Quoted field unterminated`.
 * @cost the file is in memory as a whole, as text and as rows, while it is read.
 */
export async function readColumns(file: string, names?: readonly string[]): Promise<Columns> {
  const lines = csvLines(await textOf(file));
  const faulty = lines.find(({ fault }) => fault !== undefined);
  if (faulty) fail(`${file}, line ${faulty.line}: ${faulty.fault}`);
  if (lines.length < 2) fail(`${file} is empty; a line of names and lines of numbers are needed`);
  const [{ fields: header }, ...body] = lines;
  const known = header.map((name) => name.trim());
  const wanted = names === undefined ? known : [...names];
  const places = wanted.map((name) => placeOf(name, known, file));
  const values = new Float64Array(body.length * places.length);
  body.forEach((row, n) => {
    if (row.fields.length !== known.length)
      fail(`${file}, line ${row.line} has ${row.fields.length} fields, but the first line has ${known.length}`);
    places.forEach((place, column) => {
      values[n * places.length + column] = numberOf(row, { place, name: wanted[column], file });
    });
  });
  return { names: wanted, values, rows: body.length, columns: places.length };
}

async function textOf(file: string): Promise<string> {
  try {
    // A byte order mark is no part of the first name.
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw new DataError(`readColumns: ${file} cannot be read (${(error as Error).message})`, { cause: error });
  }
}

function placeOf(name: string, known: readonly string[], file: string): number {
  const times = known.filter((other) => other === name).length;
  if (times === 0) fail(`${file} has no column ${name}; it has ${known.join(", ")}`);
  if (times > 1) fail(`${file} has ${times} columns ${name}; names that are asked for must be there once`);
  return known.indexOf(name);
}

function numberOf(row: CsvLine, { place, name, file }: { place: number; name: string; file: string }): number {
  const text = row.fields[place].trim();
  const value = text === "" ? NaN : Number(text);
  if (!Number.isFinite(value))
    fail(`${file}, line ${row.line}, column ${name} is "${text}"; a finite number is needed`);
  return value;
}

function fail(why: string): never {
  throw new DataError(`readColumns: ${why}`);
}
