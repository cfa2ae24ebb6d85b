import type { Places } from "../places";
import { setupSteps } from "../setup/setupSteps";
import { examineData } from "./examineData";
import { examineEngine } from "./examineEngine";
import { examineSetup } from "./examineSetup";
import { examineTools } from "./examineTools";
import { tableOf } from "./finding";

/** Prints what there is, what is wrong and what to do about it; changes nothing. Returns 1 when something needed is broken. */
export async function doctorCommand(places: Places, { json }: { json: boolean }): Promise<number> {
  const parts = await Promise.all([examineTools(places), examineEngine(), examineData(places)]);
  const findings = [...parts.flat(), ...examineSetup(setupSteps(places))];
  console.log(json ? JSON.stringify(findings, null, 2) : tableOf(findings));
  return findings.some(({ state }) => state === "broken") ? 1 : 0;
}
