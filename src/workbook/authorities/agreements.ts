/** How far an export of `src/index.ts` was from one authority in all tests together, as `test/support/agree.ts` records it. */
export interface Agreement {
  of: string;
  with: string;
  numbers: number;
  /** |ours - theirs| / max(1, |theirs|), the largest. */
  error: number;
  /** The largest error that a test let pass. */
  tolerance: number;
}

/** Reads what the processes of the tests have recorded, one object a line, and joins those of the same pair. */
export function joinAgreements(lines: string): Agreement[] {
  const joined = new Map<string, Agreement>();
  for (const line of lines.split("\n").filter((line) => line !== "")) {
    const next = JSON.parse(line) as Agreement;
    const pair = JSON.stringify([next.of, next.with]);
    const seen = joined.get(pair) ?? { ...next, numbers: 0 };
    joined.set(pair, {
      ...next,
      numbers: seen.numbers + next.numbers,
      error: Math.max(seen.error, next.error),
      tolerance: Math.max(seen.tolerance, next.tolerance),
    });
  }
  return [...joined.values()];
}

/** What a list of agreements lacks, one sentence each. `numeric` exports need two authorities; others are no exports at all. */
export function missingAuthorities(agreements: readonly Agreement[], numeric: readonly string[]): string[] {
  return numeric.flatMap((name) => {
    const found = agreements.filter((agreement) => agreement.of === name).map((agreement) => agreement.with);
    return found.length >= 2 ? [] : [`${name}: ${found.length === 0 ? "no authority" : `only ${found[0]}`}`];
  });
}

/** The Markdown table, exports in the order of `numeric` and then of the alphabet. */
export function tableOfAgreements(agreements: readonly Agreement[], numeric: readonly string[]): string {
  const place = ({ of }: Agreement): number => (numeric.includes(of) ? numeric.indexOf(of) : numeric.length);
  const sorted = [...agreements].sort((a, b) => place(a) - place(b) || compare(a.of, b.of) || compare(a.with, b.with));
  return [
    "| export | authority | numbers | largest error | tolerance |",
    "| --- | --- | --- | --- | --- |",
    ...sorted.map(
      ({ of, with: authority, numbers, error, tolerance }) =>
        `| ${of} | ${authority} | ${numbers} | ${short(error)} | ${short(tolerance)} |`,
    ),
  ].join("\n");
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const short = (value: number): string => (value === 0 ? "0" : value.toExponential(1));
