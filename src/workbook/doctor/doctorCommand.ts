import type { Places } from "../places";
import { setupSteps } from "../setup/setupSteps";
import { examineData } from "./examineData";
import { examineEngine } from "./examineEngine";
import { examineLedger } from "./examineLedger";
import { examineSetup } from "./examineSetup";
import { examineTools } from "./examineTools";
import { type Finding, tableOf } from "./finding";

export interface Outdated {
  packages: boolean;
  build: boolean;
}

interface DoctorOptions {
  json?: boolean;
  outdated?: Outdated;
}

/** Prints what there is, what is wrong and what to do about it; changes nothing. Returns 1 when something needed is broken. */
export async function doctorCommand(places: Places, { json, outdated }: DoctorOptions): Promise<number> {
  const parts = await Promise.all([examineTools(places), examineEngine(), examineData(places)]);
  const findings = [
    ...examineOutdated(outdated),
    ...parts.flat(),
    ...examineLedger(places),
    ...examineSetup(setupSteps(places)),
  ];
  console.log(json ? JSON.stringify(findings, null, 2) : tableOf(findings));
  return findings.some(({ state }) => state === "broken") ? 1 : 0;
}

function examineOutdated({ packages = false, build = false }: Partial<Outdated> = {}): Finding[] {
  const remedy = "npm run setup";
  const findings: Finding[] = [];
  if (packages)
    findings.push({ subject: "npm packages", state: "broken", value: "not those of package-lock.json", remedy });
  if (build) findings.push({ subject: "build", state: "note", value: "older than the sources", remedy });
  return findings;
}
