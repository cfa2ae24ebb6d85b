import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { decodeRows, encodeRow, type HistoryRow } from "./historyRow";

/** A lock that is older belongs to a kernel that was killed. */
const lockLifeMs = 10_000;

export interface HistoryFileOptions {
  /** The file is made shorter when it has more bytes than this: the oldest rows go, about half of all. Default 4 MiB. */
  maxBytes?: number;
  /** A line for whoever runs the Jupyter server. */
  log: (line: string) => void;
}

/** The cells of all kernels of a reader, in a file that several kernels write at a time. */
export class HistoryFile {
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #log: HistoryFileOptions["log"];
  #complained = false;
  #known: { stamp: string; rows: HistoryRow[] } = { stamp: "", rows: [] };

  constructor(path: string, { maxBytes = 4 << 20, log }: HistoryFileOptions) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#log = log;
  }

  /** Adds a row by one write, which no other kernel's can come between. Where that fails, the log says so once. */
  append(row: HistoryRow): void {
    try {
      // what people type is theirs alone
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      const file = openSync(this.#path, "a", 0o600);
      try {
        writeSync(file, encodeRow(row));
      } finally {
        closeSync(file);
      }
      if (statSync(this.#path).size > this.#maxBytes) this.#shorten();
    } catch (error) {
      this.#complain(error);
    }
  }

  /** All rows, in the order in which they were written. */
  rows(): HistoryRow[] {
    try {
      const { ino, size, mtimeMs } = statSync(this.#path);
      const stamp = [ino, size, mtimeMs].join();
      if (stamp !== this.#known.stamp) this.#known = { stamp, rows: decodeRows(readFileSync(this.#path, "utf8")) };
      return this.#known.rows;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#complain(error);
      return [];
    }
  }

  #shorten(): void {
    const lock = `${this.#path}.lock`;
    if (!this.#acquire(lock)) return;
    const fresh = `${this.#path}.${process.pid}.tmp`;
    try {
      for (let before = -1, text = ""; before !== text.length;) {
        before = text.length;
        text = readFileSync(this.#path, "utf8");
        // once more if another kernel wrote meanwhile: its row must not get lost
        if (text.length !== before) writeFileSync(fresh, newest(decodeRows(text), this.#maxBytes / 2), { mode: 0o600 });
      }
      renameSync(fresh, this.#path);
    } finally {
      rmSync(fresh, { force: true });
      rmSync(lock, { force: true });
    }
  }

  /** False when another kernel is at it. */
  #acquire(lock: string): boolean {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        closeSync(openSync(lock, "wx"));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
        if (age < lockLifeMs) return false;
        rmSync(lock, { force: true });
      }
    }
    return false;
  }

  #complain(error: unknown): void {
    if (this.#complained) return;
    this.#complained = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#log(`history: ${this.#path} cannot be used, so only this session is remembered: ${reason}`);
  }
}

/** The text of the newest rows that fit into so many bytes. One that does not fit by itself is left out, not those before it. */
function newest(rows: HistoryRow[], bytes: number): string {
  const kept: string[] = [];
  let size = 0;
  for (const text of rows.map(encodeRow).reverse()) {
    const length = Buffer.byteLength(text);
    if (length > bytes) continue;
    size += length;
    if (size > bytes) break;
    kept.push(text);
  }
  return kept.reverse().join("");
}
