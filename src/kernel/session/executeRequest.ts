import type { JsonObject } from "../wire/message";

/** The content of an execute_request with the protocol's defaults filled in. */
export interface ExecuteRequest {
  code: string;
  silent: boolean;
  storeHistory: boolean;
  userExpressions: [name: string, code: string][];
  stopOnError: boolean;
  /** Whether the client can ask its reader something. */
  allowStdin: boolean;
}

export function readExecuteRequest(content: JsonObject): ExecuteRequest {
  const silent = content.silent === true;
  return {
    code: typeof content.code === "string" ? content.code : "",
    silent,
    storeHistory: !silent && content.store_history !== false,
    userExpressions: Object.entries((content.user_expressions ?? {}) as Record<string, string>),
    allowStdin: content.allow_stdin !== false,
    stopOnError: content.stop_on_error !== false,
  };
}
