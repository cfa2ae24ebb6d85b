import { inspect } from "node:util";
import { hideResourceStore } from "./hideResourceStore";

/** Lets `console.log` print a promise without what Node notes on it about the cell that it belongs to. */
export function installPlainPromises(): void {
  Reflect.defineProperty(Promise.prototype, inspect.custom, {
    configurable: true,
    writable: true,
    value(this: object): unknown {
      hideResourceStore(this);
      // which means: go on as if there were no method
      return this;
    },
  });
}
