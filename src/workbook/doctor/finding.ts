/** One line of the doctor's table. */
export interface Finding {
  subject: string;
  /** `note`: worth knowing, nothing that stops the workbook. */
  state: "ok" | "note" | "broken";
  value: string;
  /** What to do, unless it is well. */
  remedy?: string;
}

/** The findings as aligned text, the remedy below its line. */
export function tableOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const marks = { ok: "✓", note: "·", broken: "✗" };
  return findings
    .flatMap(({ subject, state, value, remedy }) => {
      const line = `${marks[state]} ${subject.padEnd(width)}  ${value}`;
      return remedy ? [line, `${" ".repeat(width + 4)}→ ${remedy}`] : [line];
    })
    .join("\n");
}
