import { TrainingError } from "../trainingError";
import { EventWriter } from "./eventWriter";

export interface TensorBoard {
  /** Where event files go; `tensorboard --logdir` takes it, or a folder above. */
  folder: string;
  /** Steps from one point of a curve to the next, a whole number from 1. Default 1; a point takes about 0.1 ms. */
  every?: number;
}

/** What TensorBoard is told of one training; the steps of its curves are steps done. */
export class TrainingEvents {
  private readonly writer: EventWriter;
  private readonly every: number;

  /**
   * @throws TrainingError `pretrain: tensorBoard.every is 0; it must be a whole number from 1`;
   *   `pretrain: the TensorBoard folder logs cannot be written (EACCES: permission denied, access 'logs')`
   */
  constructor(who: string, given: string | TensorBoard) {
    const { folder, every = 1 } = typeof given === "string" ? { folder: given } : given;
    if (!Number.isInteger(every) || every < 1)
      throw new TrainingError(`${who}: tensorBoard.every is ${every}; it must be a whole number from 1`);
    this.writer = new EventWriter(who, folder);
    this.every = every;
  }

  /** Metrics of a step, if it is one that is shown. */
  step(steps: number, metrics: Readonly<Record<string, number>>): void {
    if (steps % this.every === 0) this.write(steps, metrics);
  }

  /** Metrics of an evaluation, in a group of their own; always shown. */
  evaluation(steps: number, metrics: Readonly<Record<string, number>>): void {
    this.write(steps, metrics, "evaluation/");
  }

  flush(): void {
    this.writer.flush();
  }

  close(): void {
    this.writer.close();
  }

  private write(steps: number, metrics: Readonly<Record<string, number>>, group = ""): void {
    for (const [name, value] of Object.entries(metrics)) this.writer.scalar(`${group}${name}`, value, steps);
  }
}
