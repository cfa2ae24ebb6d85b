/** One fault, seeded on purpose: a place of the source, what stands there instead, and the test that must notice. */
export interface Mutant {
  /** What is wrong now, for instance "forgets the temperature". */
  fault: string;
  /** The file, below `src/` and without ".ts". */
  file: string;
  /** Source text that occurs exactly once in the file, and what replaces it. */
  from: string;
  to: string;
  /** The file of the test, below `test/` and without ".test.ts". Default: the same as `file`. */
  test?: string;
  /** The test's own sentence, as its `it` has it. */
  killedBy: string;
  /** The longest that its test may take. Default 3. */
  minutes?: number;
}

/** For instance "losses/ntXent forgets the temperature". */
export function nameOf({ file, fault }: Mutant): string {
  return `${file} ${fault}`;
}

export function sourceOf({ file }: Mutant): string {
  return `src/${file}.ts`;
}

export function testOf({ file, test = file }: Mutant): string {
  return `test/${test}.test.ts`;
}
