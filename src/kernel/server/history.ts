import type { JsonObject } from "../wire/message";
import type { Executed } from "./link";

type Row = [session: number, line: number, input: string | [string, string | null]];

/**
 * What was executed in this kernel, for the client's history requests. It lives beside the sockets: a crash of the
 * cells does not take it along, and a console that asks at once need not wait until the compiler is loaded.
 */
export class History {
  readonly #session = 1;
  readonly #entries: Executed[] = [];

  add(executed: Executed): void {
    this.#entries.push(executed);
  }

  /** The `history` of a history_reply. */
  query(request: JsonObject): Row[] {
    return this.#select(request).map(({ line, input, output }) => [
      this.#session,
      line,
      request.output === true ? [input, output] : input,
    ]);
  }

  #select({ hist_access_type: access, n, session, start, stop, pattern, unique }: JsonObject): Executed[] {
    const newest = (entries: Executed[]): Executed[] => (typeof n === "number" && n > 0 ? entries.slice(-n) : entries);
    switch (access) {
      case "tail":
        return newest(this.#entries);
      case "range": {
        // session 0 is the present one
        if (session !== 0 && session !== this.#session) return [];
        const first = typeof start === "number" ? start : 0;
        const end = typeof stop === "number" ? stop : Infinity;
        return this.#entries.filter(({ line }) => line >= first && line < end);
      }
      case "search": {
        const glob = globExpression(typeof pattern === "string" ? pattern : "*");
        const found = this.#entries.filter(({ input }) => glob.test(input));
        return newest(unique === true ? latestOfEach(found) : found);
      }
      default:
        return [];
    }
  }
}

function globExpression(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}

function latestOfEach(entries: Executed[]): Executed[] {
  const latest = new Map(entries.map((entry) => [entry.input, entry]));
  return entries.filter((entry) => latest.get(entry.input) === entry);
}
