import { fourDigits } from "./fourDigits";
import type { GoldenFacts } from "./golden";
import type { Job, Settings } from "./job";
import { type Block, Side } from "./side";
import { tune } from "./tune";
import { verify } from "./verify";
import type { Contender, Work } from "./work";

export interface RunWorkOptions {
  /** Rounds in which each contender takes one turn. */
  alternations: number;
  golden: { folder: string; facts: GoldenFacts };
  python: string;
  env: NodeJS.ProcessEnv;
  /** Told what is going on. */
  report: (line: string) => void;
}

/** What was measured of one contender. */
export interface Measured {
  name: string;
  settings: Settings;
  /** Threads the process had. */
  threads: number;
  /** One value of each round, in the unit of the work's measure. */
  values: number[];
}

/** Chooses the settings of each contender by trial, checks that all do the same, and measures them in turns. */
export async function runWork(work: Work, options: RunWorkOptions): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const contender of work.contenders) {
    const settings = { ...contender.settings, ...(await chooseSettings(contender, options)) };
    measured.push({ name: contender.name, settings, threads: 0, values: [] });
  }
  const fresh = work.measure === "first call" || work.measure === "memory";
  await (fresh ? measureFresh : measureInTurns)(work, measured, options);
  return measured;
}

async function chooseSettings(contender: Contender, options: RunWorkOptions): Promise<Settings> {
  return tune(contender.axes, async (candidate) => {
    const side = await open(contender, { ...contender.settings, ...candidate }, options);
    try {
      const blocks = [await side.block(contender.trialSteps), await side.block(contender.trialSteps)];
      // What disturbs a block makes it longer, never shorter.
      const least = Math.min(...blocks.map(({ ms, steps }) => ms / steps));
      options.report(`  trial of ${contender.name}, ${JSON.stringify(candidate)}: ${fourDigits(least)} ms`);
      return least;
    } finally {
      await side.end();
    }
  });
}

/** One process a contender, all alive at once; in each round every one runs a block while the others wait. */
async function measureInTurns(work: Work, measured: Measured[], options: RunWorkOptions): Promise<void> {
  const sides: Side[] = [];
  try {
    for (const [n, contender] of work.contenders.entries()) {
      sides.push(await open(contender, measured[n].settings, options));
      measured[n].threads = sides[n].facts.threads;
    }
    options.report("  all sides compute the same");
    for (let round = 0; round < options.alternations; round++) {
      const order = [...sides.keys()];
      // There and back, so that a drift of the machine's speed is no one's advantage.
      if (round % 2 === 1) order.reverse();
      for (const n of order) {
        const contender = work.contenders[n];
        measured[n].values.push(valueOf(work, contender, await sides[n].block(contender.steps), options.golden.facts));
      }
      options.report(`  round ${round + 1}: ${latest(measured)}`);
    }
  } finally {
    for (const side of sides) await side.end();
  }
}

/** A fresh process for every value. */
async function measureFresh(work: Work, measured: Measured[], options: RunWorkOptions): Promise<void> {
  // The memory of a process hardly changes from run to run.
  const rounds = work.measure === "memory" ? 1 : options.alternations;
  // A first call is one without what an earlier process may have left on the disk.
  const env = { ...options.env, TORCHINDUCTOR_FORCE_DISABLE_CACHES: "1" };
  for (let round = 0; round < rounds; round++) {
    for (const [n, contender] of work.contenders.entries()) {
      const side = await open(contender, measured[n].settings, { ...options, env });
      try {
        measured[n].threads = side.facts.threads;
        const { firstCallMs = NaN } = side.facts;
        const value = work.measure === "first call" ? firstCallMs : (await side.block(contender.steps)).peakMiB;
        measured[n].values.push(value);
      } finally {
        await side.end();
      }
    }
    options.report(`  round ${round + 1}: ${latest(measured)}`);
  }
}

async function open(contender: Contender, settings: Settings, options: RunWorkOptions): Promise<Side> {
  const { golden, python, env } = options;
  const job: Job = { task: contender.task, mode: contender.mode, golden: golden.folder, ...settings };
  const side = await Side.start({ contender, job, python, env });
  try {
    verify(contender.name, side.facts, golden.facts);
    return side;
  } catch (error) {
    await side.end();
    throw error;
  }
}

function valueOf(work: Work, contender: Contender, { ms, steps }: Block, { flops = NaN }: GoldenFacts): number {
  return work.measure === "rate" ? ((contender.flops ?? flops) * steps) / ms / 1e6 : ms / steps;
}

function latest(measured: readonly Measured[]): string {
  return measured.map(({ name, values }) => `${name} ${fourDigits(values[values.length - 1])}`).join(", ");
}
