import { classifierRuns } from "./classifierRuns";

// A process that trains by every trainer and prints what came of it.
void (async () => {
  for (const [name, train] of Object.entries(classifierRuns)) console.log(JSON.stringify([name, await train()]));
})();
