import type * as TypeScript from "typescript";

/** The TypeScript that tslab carries: a fork of 5.0, of which only what the public types say is used here. */
export type Compiler = typeof TypeScript;

/** The part of tslab's converter that is used here. */
export interface Converter {
  convert(previousDeclarations: string, code: string): Converted;
  inspect(previousDeclarations: string, code: string, position: number): TypeScript.QuickInfo | undefined;
  complete(previousDeclarations: string, code: string, position: number): ConverterCompletion;
  close(): void;
}

export interface Converted {
  /** CommonJS; undefined when there is nothing to run. */
  output?: string;
  declOutput?: string;
  diagnostics: ConverterDiagnostic[];
  lastExpressionVar?: string;
  /** TypeScript files of the cell's folder that the cell imports, compiled to CommonJS. */
  sideOutputs?: { path: string; data: string }[];
}

export interface ConverterDiagnostic {
  start: { offset: number; line: number; character: number };
  end: { offset: number; line: number; character: number };
  messageText: string;
  code: number;
  /** Undefined for the cell itself. */
  fileName?: string;
}

export interface ConverterCompletion {
  start: number;
  end: number;
  candidates: string[];
  original?: TypeScript.CompletionInfo;
}

export interface ConverterModule {
  createConverter: () => Converter;
  isCompleteCode: (code: string) => { completed: boolean; indent?: string };
}
