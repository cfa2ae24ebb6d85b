import type { CellRun, Language } from "../../../src/kernel/language/language";
import type { Answer, Executed, Publication, Question, StreamText } from "../../../src/kernel/server/link";
import { Session, type SessionReply } from "../../../src/kernel/session/session";
import { createHeader, type Header, type JsonObject } from "../../../src/kernel/wire/message";

export interface Published {
  type: string;
  content: JsonObject;
  parent: Header;
  metadata: JsonObject;
  buffers: Uint8Array[];
}

type Run = (code: string, run: CellRun, session: Session) => unknown;

/** A session over a language that does what a test says, and everything it published. */
export class MockSession {
  readonly published: Published[] = [];
  readonly executed: Executed[] = [];
  readonly logged: string[] = [];
  readonly asked: Question[] = [];
  /** What a cell that blocks for an answer finds, one after another. */
  readonly answers: (Answer | undefined)[] = [];
  readonly session: Session;

  constructor(run: Run, language: Partial<Language> = {}) {
    const mock: Language = {
      call: (body) => body(),
      execute: async (code, cellRun) => ({ value: await run(code, cellRun, this.session) }),
      complete: () => ({ matches: [], start: 0, end: 0 }),
      inspect: () => undefined,
      isComplete: () => ({ status: "unknown" }),
      locate: () => undefined,
      reset: () => undefined,
      close: () => undefined,
      ...language,
    };
    this.session = new Session(mock, {
      publish: ({ type, content, parent, metadata = "{}", buffers = [] }: Publication) =>
        this.published.push({ type, content: parse(content), parent, metadata: parse(metadata), buffers }),
      stream: ({ name, text, parent }: StreamText) =>
        this.published.push({ type: "stream", content: { name, text }, parent, metadata: {}, buffers: [] }),
      running: () => undefined,
      executed: (cell) => this.executed.push(cell),
      interrupted: () => false,
      ask: (question) => this.asked.push(question),
      nextAnswer: () => this.answers.shift(),
      log: (line) => this.logged.push(line),
      enter: () => undefined,
      leave: () => undefined,
    });
  }

  request(
    type: string,
    content: JsonObject,
    { metadata = {}, buffers = [] }: { metadata?: JsonObject; buffers?: Uint8Array[] } = {},
  ): Promise<SessionReply> {
    return this.session.handle({ header: createHeader(type, "client"), content, metadata, buffers });
  }

  execute(code: string, options: JsonObject = {}): Promise<SessionReply> {
    return this.request("execute_request", { code, ...options });
  }

  get types(): string[] {
    return this.published.map(({ type }) => type);
  }
}

function parse(json: string): JsonObject {
  return JSON.parse(json) as JsonObject;
}
