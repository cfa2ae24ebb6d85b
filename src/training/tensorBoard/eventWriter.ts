import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { backend, op } from "../../engine/op";
import { tf } from "../../engine/tf";
import { TrainingError } from "../trainingError";

/** Events that wait at most before they are written, and milliseconds that one waits at most while others come. */
const [most, longest] = [100, 5000];

/** Each writer is a resource of its own, so that closing one never closes another of the same folder. */
let opened = 0;

/**
 * Writes TensorBoard's event files, by TensorFlow's own writer. Those of tfjs, `tf.node.summaryFileWriter`, stay open until the
 * process ends. When the folder is removed meanwhile, what comes after that is lost without a word.
 * @cost about 0.1 ms a value
 */
export class EventWriter {
  private resource: tf.Tensor | undefined;

  /**
   * @param who names the training in errors
   * @throws TrainingError `pretrain: the TensorBoard folder logs cannot be written (EACCES: permission denied, access 'logs')`
   */
  constructor(
    private readonly who: string,
    private readonly folder: string,
  ) {
    if (typeof folder !== "string" || folder === "")
      throw new TrainingError(
        `${who}: tensorBoard is ${JSON.stringify(folder) ?? "undefined"}; the name of a folder is needed`,
      );
    this.explained(() => {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK | constants.X_OK);
    });
  }

  /**
   * A value of a tag at a step. The first makes the file, so that a run with nothing to say leaves none.
   * @throws TrainingError `pretrain: the TensorBoard folder logs cannot be written (...)`
   */
  scalar(tag: string, value: number, step: number): void {
    this.explained(() => {
      this.resource ??= this.open();
      backend().writeScalarSummary(this.resource, step, tag, value);
    });
  }

  /** Writes what waits. */
  flush(): void {
    const { resource } = this;
    if (resource) this.explained(() => op("FlushSummaryWriter", [resource], {}, 0));
  }

  /** Writes what waits, as far as that is possible, and closes the file. */
  close(): void {
    if (!this.resource) return;
    op("CloseSummaryWriter", [this.resource], {}, 0);
    this.resource.dispose();
    this.resource = undefined;
  }

  private open(): tf.Tensor {
    return tf.tidy(() => {
      const resource = op("SummaryWriter", [], { shared_name: `contrastbook:${opened++}`, container: "" });
      const text = (value: string): tf.Tensor => tf.scalar(value, "string");
      const whole = (value: number): tf.Tensor => tf.scalar(value, "int32");
      const inputs = [resource, text(path.resolve(this.folder)), whole(most), whole(longest), text("")];
      op("CreateSummaryFileWriter", inputs, {}, 0);
      return resource;
    });
  }

  private explained(write: () => void): void {
    try {
      write();
    } catch (cause) {
      const { who, folder } = this;
      throw new TrainingError(
        `${who}: the TensorBoard folder ${folder} cannot be written (${(cause as Error).message})`,
        {
          cause,
        },
      );
    }
  }
}
