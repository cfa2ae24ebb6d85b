import { requireWritable } from "./requireWritable";
import { loadCheckpoint, saveCheckpoint, type CheckpointFile, type TrainingRecord } from "../checkpoint";

/**
 * Without a number of steps: at least so long between two writings, and so many times what a writing takes. A kill loses no
 * more, and writing takes at most a fiftieth of the time.
 */
const leastMs = 5000;
const share = 50;

/** Writes the checkpoints of one run when they are due. */
export class Checkpointer {
  /** Steps in the file, and when they got there. */
  private steps = -1;
  private written: number;
  private lasted = 0;

  /**
   * @param every steps between two writings. Default: by time.
   * @param now milliseconds, rising
   */
  constructor(
    private readonly file: CheckpointFile,
    private readonly every?: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.written = now();
  }

  /** Before any work, also throws when the file could not be written after it. */
  load(): TrainingRecord | undefined {
    requireWritable(this.file);
    const record = loadCheckpoint(this.file);
    if (record) this.steps = record.steps;
    return record;
  }

  /** Writes the record if it is due. */
  offer(record: TrainingRecord): void {
    const due =
      this.every === undefined
        ? this.now() - this.written >= Math.max(leastMs, share * this.lasted)
        : record.steps % this.every === 0;
    if (due) this.save(record);
  }

  /** Writes the record, unless the file has it. */
  save(record: TrainingRecord): void {
    if (record.steps === this.steps) return;
    const begin = this.now();
    saveCheckpoint(this.file, record);
    this.steps = record.steps;
    this.written = this.now();
    this.lasted = this.written - begin;
  }
}
