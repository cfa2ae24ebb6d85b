import type { CellRun, Language } from "../../../src/kernel/language/language";
import type { Publication, StreamText } from "../../../src/kernel/server/link";
import { Session, type SessionReply } from "../../../src/kernel/session/session";
import { createHeader, type Header, type JsonObject } from "../../../src/kernel/wire/message";

export interface Published {
  type: string;
  content: JsonObject;
  parent: Header;
}

type Run = (code: string, run: CellRun, session: Session) => unknown;

/** A session over a language that does what a test says, and everything it published. */
export class MockSession {
  readonly published: Published[] = [];
  readonly session: Session;

  constructor(run: Run, language: Partial<Language> = {}) {
    const mock: Language = {
      execute: async (code, cellRun) => await run(code, cellRun, this.session),
      complete: () => ({ matches: [], start: 0, end: 0 }),
      inspect: () => undefined,
      isComplete: () => ({ status: "unknown" }),
      locate: () => undefined,
      reset: () => undefined,
      close: () => undefined,
      ...language,
    };
    this.session = new Session(mock, {
      publish: ({ type, content, parent }: Publication) =>
        this.published.push({ type, content: JSON.parse(content) as JsonObject, parent }),
      stream: ({ name, text, parent }: StreamText) =>
        this.published.push({ type: "stream", content: { name, text }, parent }),
      running: () => undefined,
      interrupted: () => false,
      enter: () => undefined,
      leave: () => undefined,
    });
  }

  request(type: string, content: JsonObject): Promise<SessionReply> {
    const header = createHeader(type, "client");
    return this.session.handle({ header, content, metadata: {}, buffers: [] });
  }

  execute(code: string, options: JsonObject = {}): Promise<SessionReply> {
    return this.request("execute_request", { code, ...options });
  }

  get types(): string[] {
    return this.published.map(({ type }) => type);
  }
}
