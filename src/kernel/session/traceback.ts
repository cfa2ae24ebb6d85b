import { dirname, relative, sep } from "node:path";
import { CellReport } from "../language/cellReport";
import type { CellPosition, CodePosition, Language } from "../language/language";
import { locateInFile } from "./fileSources";
import { guarded, inspectSafely } from "./guarded";

/** What a Jupyter `error` message carries. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

interface Frame extends CodePosition {
  name: string;
}

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const kernelFolder = dirname(__dirname) + sep;
const frameLine = /^\s+at (?:(.*?) \()?((?:file:\/\/|node:)?[^()]*?):(\d+):(\d+)\)?$/;
/** Deeper chains of causes are cut. */
const maxCauses = 5;

/**
 * An error as its reader wants it: lines of cells and of TypeScript files, nothing of the kernel, and the causes.
 * Never throws, whatever was thrown: an error that could not be told would be lost, and with it the kernel.
 */
export function describeError(error: unknown, locate: Language["locate"]): ErrorContent {
  if (!isError(error)) {
    const evalue = inspectSafely(error);
    return { ename: "Uncaught", evalue, traceback: [`${red("Uncaught")}: ${evalue}`] };
  }
  return { ename: nameOf(error), evalue: messageOf(error), traceback: report(error, locate, maxCauses) };
}

/** A revoked proxy does not even say what it is an instance of. */
function isError(value: unknown): value is Error {
  return guarded(() => value instanceof Error, false);
}

function nameOf(error: Error): string {
  const name = guarded<unknown>(() => error.name, undefined);
  if (typeof name === "string" && name !== "" && name !== "Error") return name;
  const ofClass = guarded<unknown>(() => error.constructor.name, undefined);
  return typeof ofClass === "string" && ofClass !== "" ? ofClass : "Error";
}

function messageOf(error: Error): string {
  const message = guarded<unknown>(() => error.message, "its message cannot be read: the getter throws");
  return typeof message === "string" ? message : inspectSafely(message);
}

function report(error: Error, locate: Language["locate"], depth: number): string[] {
  const lines = [`${red(nameOf(error))}: ${messageOf(error)}`];
  const isReport = error instanceof CellReport;
  lines.push(...(isReport ? error.lines : frames(error).flatMap((frame) => guarded(() => show(frame, locate), []))));
  if (depth === 0) return lines;
  for (const one of errorsIn(error)) lines.push("One of the errors:", ...nested(one, locate, depth - 1));
  const cause = guarded(() => error.cause, undefined);
  if (cause !== undefined) lines.push("Caused by:", ...nested(cause, locate, depth - 1));
  return lines;
}

function errorsIn(error: Error): unknown[] {
  const errors = guarded<unknown>(() => (error instanceof AggregateError ? (error.errors as unknown) : []), []);
  return Array.isArray(errors) ? guarded(() => errors.slice(0, maxCauses) as unknown[], []) : [];
}

function nested(value: unknown, locate: Language["locate"], depth: number): string[] {
  return isError(value) ? report(value, locate, depth) : [inspectSafely(value)];
}

/** The frames of the stack, down to where the kernel called the cell. */
function frames(error: Error): Frame[] {
  const found: Frame[] = [];
  const stack = guarded<unknown>(() => error.stack, undefined);
  for (const line of typeof stack === "string" ? stack.split("\n") : []) {
    const match = frameLine.exec(line);
    if (!match) continue;
    const [, name = "", file = "", row = "0", column = "0"] = match;
    if (file.startsWith("node:") || file.startsWith(kernelFolder)) continue;
    found.push({ name: name.replace(/^async /, ""), file, line: Number(row), column: Number(column) });
  }
  return found;
}

function show(frame: Frame, locate: Language["locate"]): string[] {
  const cell = locate(frame);
  if (cell) return showCell(cell, frame.name);
  if (frame.file.startsWith("contrastbook-cell:")) return [];
  const { file, line, column, text } = locateInFile(frame);
  const shown = relative(process.cwd(), file);
  const where = `  ${shown.startsWith(`..${sep}..${sep}..`) ? file : shown}:${line}:${column}`;
  return [`${where}${caller(frame.name)}`, ...(text === undefined ? [] : [numbered(line, text, true)])];
}

function showCell({ executionCount, line, source }: CellPosition, name: string): string[] {
  const around = source.slice(Math.max(0, line - 2), line + 1);
  const first = Math.max(1, line - 1);
  return [
    `  Cell [${executionCount}], line ${line}${caller(name)}`,
    ...around.map((text, index) => numbered(first + index, text, first + index === line)),
  ];
}

/** Functions of earlier cells are called on the variables that all cells share, which V8 counts as part of their name. */
function caller(name: string): string {
  const plain = name.replace(/^Proxy\./, "");
  return plain === "" || plain === "Object.<anonymous>" || plain === "eval" ? "" : `, in ${plain}`;
}

function numbered(line: number, text: string, marked: boolean): string {
  const number = String(line).padStart(5);
  return marked ? `${red(">")} ${number} | ${text}` : `  ${number} | ${text}`;
}
