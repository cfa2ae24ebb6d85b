import { InstallError } from "../engine/install/installError";
import { KernelSpecError } from "../kernel/install/kernelSpecError";
import { LedgerError } from "../ledger/ledgerError";
import { AuthorityError } from "./authorities/authorityError";
import { BenchError } from "./bench/benchError";
import { FixtureError } from "./fixtures/fixtureError";
import { JupyterError } from "./jupyter/startServer";
import { MutantError } from "./mutants/mutantError";
import { PackageError } from "./package/packageError";
import { ScoreboardError } from "./scoreboard/scoreboardError";
import { SetupError } from "./setup/setupError";
import { UsageError } from "./usageError";

const kinds = [
  SetupError,
  InstallError,
  KernelSpecError,
  JupyterError,
  UsageError,
  LedgerError,
  AuthorityError,
  BenchError,
  FixtureError,
  MutantError,
  PackageError,
  ScoreboardError,
];

/** Whether an error's message is all that a reader needs; anything else is a fault of ours and shows its stack. */
export function isExpected(error: unknown): error is Error {
  return kinds.some((kind) => error instanceof kind);
}
