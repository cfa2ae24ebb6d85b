/**
 * The command line that was typed, quoted for a shell. What is on record is not run again, so that the same command goes on
 * where it was stopped.
 */
export function resumeCommand(args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const byNpm = env.npm_lifecycle_event === "workbook";
  return [...(byNpm ? ["npm", "run", "workbook", "--"] : ["npx", "contrastbook"]), ...args.map(quoted)].join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
