import { randomUUID } from "node:crypto";
import type { JsonObject } from "../../wire/message";
import type { Executed } from "../link";
import type { HistoryRow } from "./historyRow";

type Row = [session: number, line: number, input: string | [string, string | null]];

interface Entry extends Executed {
  /** Number of the session, from 1. */
  session: number;
}

export interface HistoryOptions {
  /** Names this kernel's session. */
  session?: string;
  /** Where the sessions of all kernels are kept; without it only this one is remembered. */
  file?: { append(row: HistoryRow): void; rows(): HistoryRow[] };
}

/**
 * What was executed in this kernel and in earlier ones, for the client's history requests. It lives beside the sockets:
 * a crash of the cells does not take it along, and a console that asks at once need not wait for the compiler.
 *
 * Sessions are numbered in the order in which they first appear in the file.
 */
export class History {
  readonly #session: string;
  readonly #file: HistoryOptions["file"];
  readonly #own: Executed[] = [];

  constructor({ session = randomUUID(), file }: HistoryOptions = {}) {
    this.#session = session;
    this.#file = file;
  }

  add({ line, input, output }: Executed): void {
    this.#own.push({ line, input, output });
    this.#file?.append({ session: this.#session, line, input, output, time: new Date().toISOString() });
  }

  /** The `history` of a history_reply. */
  query(request: JsonObject): Row[] {
    return this.#select(request).map(({ session, line, input, output }) => [
      session,
      line,
      request.output === true ? [input, output] : input,
    ]);
  }

  #select({ hist_access_type: access, n, session, start, stop, pattern, unique }: JsonObject): Entry[] {
    const { entries, own } = this.#all();
    const newest = (found: Entry[]): Entry[] => (typeof n === "number" && n > 0 ? found.slice(-n) : found);
    switch (access) {
      case "tail":
        return newest(entries);
      case "range": {
        // 0 is the present session, -1 the one before it
        const wanted = typeof session === "number" ? session : 0;
        const number = wanted <= 0 ? own + wanted : wanted;
        const first = typeof start === "number" ? start : 0;
        const end = typeof stop === "number" ? stop : Infinity;
        return entries.filter((entry) => entry.session === number && entry.line >= first && entry.line < end);
      }
      case "search": {
        const glob = globExpression(typeof pattern === "string" ? pattern : "*");
        const found = entries.filter(({ input }) => glob.test(input));
        return newest(unique === true ? latestOfEach(found) : found);
      }
      default:
        return [];
    }
  }

  /** Everything, session by session, and the number of the present one. */
  #all(): { entries: Entry[]; own: number } {
    const sessions = new Map<string, Executed[]>();
    for (const row of this.#file?.rows() ?? []) {
      const rows = sessions.get(row.session) ?? [];
      sessions.set(row.session, rows);
      rows.push(row);
    }
    // its own rows are known better than by a file that may be full, lost or shortened
    sessions.set(this.#session, this.#own);
    const numbered = [...sessions].map(([name, rows], index) => ({ name, rows, number: index + 1 }));
    return {
      entries: numbered.flatMap(({ rows, number }) => rows.map((row) => ({ ...row, session: number }))),
      own: numbered.find(({ name }) => name === this.#session)?.number ?? 1,
    };
  }
}

function globExpression(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}

function latestOfEach(entries: Entry[]): Entry[] {
  const latest = new Map(entries.map((entry) => [entry.input, entry]));
  return entries.filter((entry) => latest.get(entry.input) === entry);
}
