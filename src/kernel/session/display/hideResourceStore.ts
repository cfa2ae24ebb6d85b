const names = new Set(["async_id_symbol", "trigger_async_id_symbol", "kResourceStore"]);

/**
 * Node notes on promises and timers to which cell they belong, in members that would be printed, cell and all. They
 * keep their values and are only no longer enumerable.
 */
export function hideResourceStore(value: object): void {
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (!names.has(symbol.description ?? "")) continue;
    const property = Object.getOwnPropertyDescriptor(value, symbol);
    if (property?.configurable && property.enumerable) Object.defineProperty(value, symbol, { enumerable: false });
  }
}
