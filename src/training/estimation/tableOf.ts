import { tf } from "../../engine/tf";
import { TrainingError } from "../trainingError";

/**
 * Numbers as a reader has them, a row for each pair: a list of numbers is one column, a list of lists has one list a row, a flat
 * array says how many columns it has, a tensor is `[N]` or `[N, D]`, a danfo Series or DataFrame is what it is.
 */
export type Numbers =
  | ArrayLike<number>
  | readonly ArrayLike<number>[]
  | { readonly values: ArrayLike<number>; readonly columns: number; readonly names?: readonly string[] }
  | tf.Tensor
  | DanfoFrame;

/** A danfo Series or DataFrame, known by its shape alone: nobody need load danfo who brings none. */
export interface DanfoFrame {
  readonly $isSeries: boolean;
  readonly values: unknown;
  readonly columns: unknown;
}

/** The numbers in one form. */
export interface Table {
  /** `[rows, columns]`, row-major. */
  values: Float64Array;
  rows: number;
  columns: number;
  /** Of column n, for messages. */
  label: (n: number) => string;
}

/** @throws TrainingError in the name of estimate, for what is not a table of finite numbers, or has a column of equal ones */
export function tableOf(name: string, numbers: Numbers): Table {
  const table = read(name, numbers);
  const { values, rows, columns, label } = table;
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    fail(`row ${Math.floor(bad / columns)} of ${label(bad % columns)} is ${values[bad]}; finite numbers are needed`);
  for (let column = 0; column < columns; column++) {
    let row = 1;
    while (row < rows && values[row * columns + column] === values[column]) row++;
    if (row === rows && rows > 1)
      fail(`${label(column)} is ${values[column]} in every row; a constant tells nothing, leave it out`);
  }
  return table;
}

function read(name: string, numbers: Numbers): Table {
  if (numbers instanceof tf.Tensor) return ofTensor(name, numbers);
  if (isList(numbers)) {
    const rows = Array.from<unknown>(numbers);
    return rows.some(isList) ? ofRows(name, rows) : flat(name, rows, { columns: 1 });
  }
  if (typeof numbers !== "object" || numbers === null || !("values" in numbers)) return noNumbers(name, numbers);
  if ("$isSeries" in numbers) {
    const names = numbers.$isSeries ? undefined : Array.from(numbers.columns as ArrayLike<unknown>, String);
    const rows = Array.from(numbers.values as ArrayLike<unknown>);
    return names === undefined ? flat(name, rows, { columns: 1 }) : ofRows(name, rows, names);
  }
  return isList(numbers.values) ? flat(name, Array.from<unknown>(numbers.values), numbers) : noNumbers(name, numbers);
}

function ofTensor(name: string, tensor: tf.Tensor): Table {
  if (tensor.rank !== 1 && tensor.rank !== 2)
    fail(`${name} is [${tensor.shape.join(", ")}]; a tensor [N] or [N, D] is needed`);
  return flat(name, Array.from<unknown>(tensor.dataSync()), { columns: tensor.shape[1] ?? 1 });
}

function ofRows(name: string, rows: readonly unknown[], names?: readonly string[]): Table {
  const first = rows.findIndex(isList);
  const columns = names?.length ?? (rows[first] as ArrayLike<unknown>).length;
  const values = rows.flatMap((row, n) => {
    if (!isList(row)) return fail(`row ${n} of ${name} is no list of numbers, and row ${first} is one`);
    if (row.length !== columns) fail(`row ${n} of ${name} has ${row.length} numbers, and row 0 has ${columns}`);
    return Array.from(row);
  });
  return flat(name, values, { columns, names });
}

function flat(
  name: string,
  values: readonly unknown[],
  { columns, names }: { columns: number; names?: readonly string[] },
): Table {
  if (!Number.isInteger(columns) || columns < 1 || values.length % columns !== 0)
    fail(
      `${name} has ${values.length} numbers in ${columns} columns; a whole number of columns that divides them is needed`,
    );
  const label = (n: number): string =>
    names ? `column ${names[n]} of ${name}` : columns === 1 ? name : `column ${n} of ${name}`;
  const numbers = Float64Array.from(values, (value, at) => {
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return Number(value);
    const shown = typeof value === "string" ? `"${value}"` : typeof value === "bigint" ? `${value}n` : String(value);
    return fail(`row ${Math.floor(at / columns)} of ${label(at % columns)} is ${shown}; finite numbers are needed`);
  });
  return { values: numbers, rows: numbers.length / columns, columns, label };
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function noNumbers(name: string, value: unknown): never {
  fail(
    `${name} is ${value === null ? "null" : typeof value}; a list of numbers or of rows, { values, columns }, a tensor, or a danfo Series or DataFrame is needed`,
  );
}

function fail(why: string): never {
  throw new TrainingError(`estimate: ${why}`);
}
