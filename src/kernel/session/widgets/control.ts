import type { Displayable } from "../../../report/displayable";
import type { Observer } from "./widget";

/** A standard control in the page: a slider, a box to tick and so on. */
export interface Control<Value> extends Displayable {
  /** Where it stands now; setting it moves the control in the page. */
  value: Value;
  /**
   * Calls back when it was moved, in the page or by a cell. What the callback prints and shows appears below the cell
   * that gave it.
   * @returns ends that
   */
  onChange(observer: Observer<Value>): () => void;
  /** Takes the control out of the page. */
  close(): void;
}

/** What every control can be given. */
export interface ControlOptions<Value> {
  value?: Value;
  /** Words beside the control. Default none. */
  label?: string;
  /** Called with the new value and the one before it. */
  onChange?: Observer<Value>;
}

/** A control was asked for something that it cannot show. */
export class ControlError extends RangeError {
  override readonly name = "ControlError";
}
