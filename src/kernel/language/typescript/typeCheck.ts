/**
 * Whether a cell with type errors is refused; what is no TypeScript at all always is. Cells set it by
 * `jupyter.typeCheck`, the environment for all.
 */
export const typeCheck = { on: process.env.CONTRASTBOOK_TYPECHECK !== "off" };
