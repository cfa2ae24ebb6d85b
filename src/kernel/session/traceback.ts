import { relative, sep } from "node:path";
import { CellReport } from "../language/cellReport";
import type { CellPosition, Language } from "../language/language";
import { isErrorValue } from "./display/isErrorValue";
import { valueText } from "./display/valueText";
import { errorDetails } from "./errorDetails";
import { locateInFile } from "./fileSources";
import { guarded } from "./guarded";
import { abbreviateFrames, type ShownFrame } from "./repeatedFrames";
import { framesOf } from "./stackFrames";

/** What a Jupyter `error` message carries. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
/** Deeper chains of causes are cut. */
const maxCauses = 5;
/** Of an error of many errors the first are told. */
const maxErrors = 5;
const maxMessage = 10_000;

/**
 * An error as its reader wants it: lines of cells and of TypeScript files, nothing of the kernel, and the causes.
 * Never throws, whatever was thrown: an error that could not be told would be lost, and with it the kernel.
 */
export function describeError(error: unknown, locate: Language["locate"]): ErrorContent {
  if (!isErrorValue(error)) {
    const evalue = valueText(error);
    return { ename: "Uncaught", evalue, traceback: [`${red("Uncaught")}: ${evalue}`] };
  }
  return { ename: nameOf(error), evalue: messageOf(error), traceback: report(error, { locate, told: new Set() }, 0) };
}

function nameOf(error: Error): string {
  const name = guarded<unknown>(() => error.name, undefined);
  if (typeof name === "string" && name !== "" && name !== "Error") return name;
  const ofClass = guarded<unknown>(() => error.constructor.name, undefined);
  return typeof ofClass === "string" && ofClass !== "" ? ofClass : "Error";
}

function messageOf(error: Error): string {
  const message = guarded<unknown>(() => error.message, "its message cannot be read: the getter throws");
  const text = typeof message === "string" ? message : valueText(message);
  return text.length <= maxMessage
    ? text
    : `${text.slice(0, maxMessage)}... ${text.length - maxMessage} more characters`;
}

interface Telling {
  locate: Language["locate"];
  /** Errors refer to each other, and each is told once. */
  told: Set<Error>;
}

function report(error: Error, telling: Telling, depth: number): string[] {
  const { locate, told } = telling;
  const lines = [`${red(nameOf(error))}: ${messageOf(error)}`];
  if (told.has(error)) return [...lines, "  (told above)"];
  told.add(error);
  if (error instanceof CellReport) lines.push(...error.lines);
  else {
    lines.push(...errorDetails(error));
    lines.push(...abbreviateFrames(framesOf(error)).flatMap((frame) => guarded(() => show(frame, locate), [])));
  }
  if (depth === maxCauses) return lines;
  const errors = errorsIn(error);
  for (const one of errors.slice(0, maxErrors)) lines.push("One of the errors:", ...nested(one, telling, depth + 1));
  if (errors.length > maxErrors) lines.push(`... and ${errors.length - maxErrors} more errors`);
  const cause = guarded(() => error.cause, undefined);
  if (cause !== undefined) lines.push("Caused by:", ...nested(cause, telling, depth + 1));
  return lines;
}

function errorsIn(error: Error): unknown[] {
  const errors = guarded<unknown>(() => (error instanceof AggregateError ? (error.errors as unknown) : []), []);
  return guarded(() => (Array.isArray(errors) ? (errors.slice() as unknown[]) : []), []);
}

function nested(value: unknown, telling: Telling, depth: number): string[] {
  return isErrorValue(value) ? report(value, telling, depth) : [valueText(value)];
}

function show(frame: ShownFrame, locate: Language["locate"]): string[] {
  if ("leftOut" in frame) {
    const frames = frame.leftOut === 1 ? "frame" : "frames";
    return [
      frame.again ? `  ... and ${frame.leftOut} more ${frames} of the same` : `  ... ${frame.leftOut} more ${frames}`,
    ];
  }
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

function caller(name: string): string {
  return name === "" ? "" : `, in ${name}`;
}

function numbered(line: number, text: string, marked: boolean): string {
  const number = String(line).padStart(5);
  return marked ? `${red(">")} ${number} | ${text}` : `  ${number} | ${text}`;
}
