import os from "node:os";
import { UsageError } from "../usageError";
import type { Settings } from "./job";
import type { Contender, GoldenRequest, Summary, Work } from "./work";

export interface WorksOptions {
  /** Whether torch.compile takes part in the SimCLR works too, where it compiles for minutes. */
  torchCompile?: boolean;
  /** Processors; default those of this process. */
  cores?: number;
}

/** Optimizer steps of MINE in one call. */
const stepsPerCall = 16;

/** Everything the bench can measure. */
export function works({ torchCompile = false, cores = os.availableParallelism() }: WorksOptions): Work[] {
  const widths = [16, 32] as const;
  return [
    ...widths.map((width) => simclrStep(width, cores, torchCompile)),
    ...widths.map((width) => simclrEndToEnd(width, cores)),
    augmentation(cores),
    mineStep(cores),
    ...widths.map((width) => firstCallOfResnet(width, cores)),
    firstCallOfMine(cores),
    memory(cores),
    sgemm(cores),
  ];
}

/**
 * The works of these names; none means all.
 * @throws UsageError `bench: there is no "mnist"; there are simclr-step/16, ...`
 */
export function chooseWorks(all: readonly Work[], names: readonly string[]): Work[] {
  const named = (work: Work, name: string): boolean => work.name === name || work.name.startsWith(`${name}/`);
  const unknown = names.find((name) => !all.some((work) => named(work, name)));
  if (unknown !== undefined)
    throw new UsageError(`bench: there is no "${unknown}"; there are ${all.map(({ name }) => name).join(", ")}`);
  return names.length === 0 ? [...all] : all.filter((work) => names.some((name) => named(work, name)));
}

type Case = Pick<Contender, "task" | "steps" | "trialSteps"> & { settings?: Settings };

const ours = (mode: Contender["mode"], { settings = {}, ...rest }: Case, name = `ours ${mode}`): Contender => ({
  ...rest,
  name,
  side: "ours",
  mode,
  settings,
  axes: [],
});

const pyTorch = (axes: Contender["axes"], { settings = {}, ...rest }: Case): Contender => ({
  ...rest,
  name: "PyTorch eager",
  side: "PyTorch",
  mode: "eager",
  settings,
  axes,
});

const compiledByPyTorch = (contender: Contender): Contender => ({
  ...contender,
  name: "torch.compile",
  mode: "compiled",
});

const threadCounts = (cores: number): number[] => [...new Set([cores, 1])];
const layouts: Settings[] = [{ layout: "channels-last" }, { layout: "contiguous" }];
const imageFormats: Settings[] = [{ images: "pil" }, { images: "tensor" }];
/** The loader's processes and the threads of the step contend for the same cores. */
const workersAndThreads = (cores: number): Settings[] =>
  [0, 1, 2].flatMap((workers) => threadCounts(cores).map((threads) => ({ workers, threads })));

const atLeast = (label: string, [of, ...over]: [string, ...string[]], target: number): Summary => ({
  label,
  of,
  over,
  target: { atLeast: target },
});

function simclrStep(width: 16 | 32, cores: number, torchCompile: boolean): Work {
  const step: Case = { task: "simclr-step", settings: { width }, steps: width === 16 ? 12 : 6, trialSteps: 3 };
  const torch = pyTorch([layouts], { ...step, settings: { width, threads: cores } });
  return {
    name: `simclr-step/${width}`,
    title: `SimCLR step on fixed views: ResNet-18 width ${width}, stem stride 1, 256 views of 32x32, SGD with momentum`,
    golden: { kind: "simclr", width },
    measure: "time",
    contenders: [
      ours("compiled", step),
      ours("eager", step),
      torch,
      ...(torchCompile ? [compiledByPyTorch(torch)] : []),
    ],
    summaries: [
      atLeast("PyTorch eager / ours", ["PyTorch eager", "ours compiled"], width === 16 ? 1.25 : 1.3),
      ...(width === 16 ? [atLeast("ours eager / ours compiled", ["ours eager", "ours compiled"], 1.8)] : []),
    ],
  };
}

function simclrEndToEnd(width: 16 | 32, cores: number): Work {
  const step: Case = { task: "simclr-end-to-end", settings: { width }, steps: width === 16 ? 12 : 6, trialSteps: 4 };
  return {
    name: `simclr-end-to-end/${width}`,
    title: `SimCLR from uint8 images in memory: two random views of 128 images, then the step of width ${width}`,
    golden: { kind: "simclr", width },
    measure: "time",
    contenders: [
      ours("compiled", step),
      ours("eager", step),
      pyTorch([workersAndThreads(cores), imageFormats, layouts], step),
    ],
    summaries: [atLeast("PyTorch eager / ours", ["PyTorch eager", "ours compiled"], 1.5)],
  };
}

// Not timed: torchvision on a whole batch in one call. It draws one set of random numbers for all images, which is less work.
function augmentation(cores: number): Work {
  const batch: Case = { task: "augmentation", steps: 30, trialSteps: 8 };
  return {
    name: "augmentation",
    title: "SimCLR's augmentation: one random view of each of 256 uint8 images, random numbers for each image",
    golden: { kind: "simclr", width: 16 },
    measure: "time",
    contenders: [
      ours("compiled", batch),
      ours("eager", batch),
      { ...pyTorch([workersAndThreads(cores), imageFormats], batch), name: "torchvision v2" },
    ],
    summaries: [atLeast("torchvision v2 / ours", ["torchvision v2", "ours compiled"], 4)],
  };
}

function mineStep(cores: number): Work {
  const step: Case = { task: "mine-step", steps: 2000, trialSteps: 400 };
  const threads: Settings[] = threadCounts(cores).map((count) => ({ threads: count }));
  // The two batches of pairs are independent until the loss: one thread each, or all threads for one op after the other.
  const ownThreads: Settings[] = cores === 1 ? threads : [{ threads: 1, interOpThreads: cores }, ...threads];
  const xla: Settings[] = [{ xla: false }, { xla: true }];
  const torch = pyTorch([threads], { ...step, settings: { optimizer: "fused" } });
  const several = `ours compiled, ${stepsPerCall} steps a call`;
  return {
    name: "mine-step",
    title: "MINE step on Gaussians of 20 + 20 dimensions, 2,000 in a turn: 40-128-128-1 ELU network, 256 pairs, Adam",
    golden: { kind: "mine" },
    measure: "time",
    contenders: [
      { ...ours("compiled", { ...step, settings: { stepsPerCall } }, several), axes: [ownThreads, xla] },
      { ...ours("compiled", step), axes: [ownThreads, xla] },
      { ...ours("eager", { ...step, steps: 400, trialSteps: 200 }), axes: [ownThreads] },
      torch,
      compiledByPyTorch({ ...torch, axes: [threads, [{ optimizer: "fused" }, { optimizer: "compiled" }]] }),
    ],
    summaries: [
      atLeast("PyTorch eager / ours", ["PyTorch eager", several, "ours compiled"], 4),
      atLeast("torch.compile / ours", ["torch.compile", several, "ours compiled"], 2.5),
      atLeast("ours eager / ours compiled", ["ours eager", several, "ours compiled"], 12),
    ],
  };
}

function firstCallOfResnet(width: 16 | 32, cores: number): Work {
  const step: Case = { task: "simclr-step", settings: { width }, steps: 1, trialSteps: 1 };
  const settings = { width, threads: cores, layout: "channels-last" };
  return firstCall(`resnet18-w${width}`, {
    title: `ResNet-18 width ${width}, a SimCLR step of 256 views`,
    golden: { kind: "simclr", width },
    contenders: [ours("compiled", step), ours("eager", step), pyTorch([], { ...step, settings })],
    seconds: width === 16 ? 2 : 5,
  });
}

function firstCallOfMine(cores: number): Work {
  const step: Case = { task: "mine-step", steps: 1, trialSteps: 1 };
  const torch = pyTorch([], { ...step, settings: { threads: cores, optimizer: "fused" } });
  return firstCall("mine", {
    title: "a MINE step",
    golden: { kind: "mine" },
    contenders: [ours("compiled", step), ours("eager", step), torch, compiledByPyTorch(torch)],
    seconds: 0.5,
  });
}

interface FirstCall {
  title: string;
  golden: GoldenRequest;
  contenders: Contender[];
  seconds: number;
}

function firstCall(name: string, { title, golden, contenders, seconds }: FirstCall): Work {
  return {
    name: `first-call/${name}`,
    title: `First call in a fresh process, from before compile to the first result: ${title}`,
    golden,
    measure: "first call",
    contenders,
    summaries: [{ label: "ours", of: "ours compiled", target: { atMost: 1000 * seconds } }],
  };
}

function memory(cores: number): Work {
  const step: Case = { task: "simclr-step", settings: { width: 32 }, steps: 10, trialSteps: 1 };
  const torch = layouts.map(({ layout }) => ({
    ...pyTorch([], { ...step, settings: { width: 32, threads: cores, layout } }),
    name: `PyTorch ${layout}`,
  }));
  return {
    name: "memory",
    title: "Peak resident memory of a fresh process after a dozen SimCLR steps of width 32, 256 views",
    golden: { kind: "simclr", width: 32 },
    measure: "memory",
    contenders: [ours("compiled", step), ours("eager", step), ...torch],
    summaries: [
      {
        label: "ours / PyTorch",
        of: "ours compiled",
        over: torch.map(({ name }) => name),
        target: { atMost: 1.2 },
      },
    ],
  };
}

function sgemm(cores: number): Work {
  const product: Case = { task: "matmul", steps: 12, trialSteps: 4 };
  const flops = 2 * 2048 ** 3;
  const step: Case = { task: "simclr-step", settings: { width: 32 }, steps: 6, trialSteps: 3 };
  return {
    name: "sgemm",
    title: "Share of the machine's peak: products of 2048 x 2048 matrices beside the SimCLR step of width 32",
    golden: { kind: "simclr", width: 32 },
    measure: "rate",
    contenders: [
      { ...ours("eager", product, "TensorFlow MatMul"), flops },
      { ...pyTorch([], { ...product, settings: { threads: cores } }), name: "torch.mm", flops },
      ours("compiled", step, "ours compiled, step"),
      {
        ...pyTorch([], { ...step, settings: { width: 32, threads: cores, layout: "channels-last" } }),
        name: "PyTorch eager, step",
      },
    ],
    summaries: [
      atLeast("share of the peak in our step", ["ours compiled, step", "TensorFlow MatMul", "torch.mm"], 0.82),
    ],
  };
}
