/** What a side is started with; the PyTorch side reads the same words. */
export interface Job {
  task: Task;
  mode: "eager" | "compiled";
  /** Folder of the golden arrays. */
  golden: string;
  /** Default: every processor. */
  threads?: number;
  /** Ops of ours that may run side by side. Default: as threads. */
  interOpThreads?: number;
  /** Of the ResNet. */
  width?: number;
  /** Optimizer steps in one call of a compiled step. */
  stepsPerCall?: number;
  /** Whether our compiled step goes through XLA. */
  xla?: boolean;
  /** Layout of PyTorch's activations: "contiguous" or "channels-last". */
  layout?: string;
  /** What torchvision works on: "pil" or "tensor". */
  images?: string;
  /** Processes of PyTorch's DataLoader. */
  workers?: number;
  /** Of PyTorch's MINE step: "fused" or "compiled". */
  optimizer?: string;
}

export type Task = "simclr-step" | "simclr-end-to-end" | "augmentation" | "mine-step" | "matmul";

/** The part of a job that a trial may choose. */
export type Settings = Partial<Omit<Job, "task" | "mode" | "golden">>;
