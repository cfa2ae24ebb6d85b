/** Whether changed files are used by the next cell. Cells set it by `jupyter.autoreload`, the environment for all. */
export const autoreload = { on: process.env.CONTRASTBOOK_AUTORELOAD !== "off" };
