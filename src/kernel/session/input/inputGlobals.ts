import type { Inputs } from "./inputs";

/** The globals by which a cell asks its reader. Each throws `StdinNotAllowedError` where nobody can answer. */
export interface InputGlobals {
  /**
   * Asks the reader for a line of text: `const name = await input("Name: ")`.
   * @param options.password whether what is typed must not be seen
   */
  input: (question?: string, options?: { password?: boolean }) => Promise<string>;
  /** As in a web page: waits for a line; an empty one is the default, or null without one. Blocks. */
  prompt: (text?: string, defaultText?: string) => string | null;
  /** As in a web page: whether the reader said yes. Blocks. */
  confirm: (text?: string) => boolean;
  /** As in a web page: waits until the reader has seen the text. Blocks. */
  alert: (text?: string) => void;
}

export function createInputGlobals(inputs: Inputs): InputGlobals {
  return {
    input: (question = "", { password = false } = {}) => inputs.ask("input", question, password),
    prompt: (text = "Prompt", defaultText) => {
      const hint = defaultText === undefined ? "" : `[${defaultText}] `;
      const answer = inputs.askNow("prompt", `${text} ${hint}`);
      return answer === "" ? (defaultText ?? null) : answer;
    },
    confirm: (text = "Confirm") => /^\s*y(es)?\s*$/i.test(inputs.askNow("confirm", `${text} [y/N] `)),
    alert: (text = "Alert") => void inputs.askNow("alert", `${text} [Enter] `),
  };
}
