import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ExecutionFlags } from "../executionFlags";
import { createTypeScriptLanguage } from "../language/typescript/typeScriptLanguage";
import type { CellStart, ToSession } from "../server/link";
import { cellGlobalTypes, installCellGlobals } from "../session/cellGlobals";
import { createJupyter } from "../session/jupyterGlobal";
import { refuseExit } from "../session/refuseExit";
import { Session } from "../session/session";
import { captureStreams } from "../session/streams";
import { Answers } from "./answers";
import { installInterruptCheck } from "./interruptCheck";
import type { LinkData } from "./linkThread";
import { createSupervisorPipe } from "./supervisorPipe";

/** Runs the cells: on this thread, while another one hears of interrupts. Started by the supervisor, never by a person. */
function runCells({ executionCount }: CellStart): void {
  const exit = refuseExit();
  const flags = new ExecutionFlags();
  // without this process's flags: what is loaded beforehand for the cells is of no use there
  const answers = new Answers();
  const workerData: LinkData = { memory: flags.memory, answers: answers.sender };
  const link = new Worker(join(__dirname, "linkThread.js"), {
    workerData,
    transferList: [answers.sender],
    execArgv: [],
  });
  // one that does not come from this kernel must not end the process
  process.on("SIGINT", () => undefined);

  const tell = createSupervisorPipe(flags);
  const language = createTypeScriptLanguage(cellGlobalTypes());
  const session = new Session(
    language,
    {
      publish: (publication) => tell({ kind: "publish", ...publication }),
      stream: (stream) => tell({ kind: "stream", ...stream }),
      running: (serial, count) => {
        flags.cell = serial;
        if (serial !== 0) tell({ kind: "running", executionCount: count });
      },
      executed: (cell) => tell({ kind: "executed", ...cell }),
      interrupted: () => flags.interrupted,
      ask: (question) => tell({ kind: "question", ...question }),
      nextAnswer: () => answers.next(),
      log: (line) => tell({ kind: "log", line }),
      enter: (phase) => flags.enter(phase),
      leave: () => flags.leave(),
    },
    { executionCount },
  );
  Error.stackTraceLimit = 50;
  installInterruptCheck(flags, () => session.stopIfInterrupted());
  captureStreams((name, text) => session.write(name, text));
  installCellGlobals(session.displayMeans, createJupyter(session.jupyterMeans), session.inputs);
  process.on("uncaughtException", (error) => session.reportUncaught(error));
  process.on("unhandledRejection", (reason) => session.reportUncaught(reason));

  answers.listen((answer) => session.inputs.answer(answer));
  link.on("message", (message: ToSession) => {
    if (message.kind === "interrupt") session.interrupt();
    else if (message.kind === "exit") exit(0);
    else if (message.kind === "request") {
      void session.handle(message.request).then(({ content, abortQueue }) => {
        flags.request = 0;
        tell({ kind: "reply", id: message.id, content: JSON.stringify(content), abortQueue });
      });
    }
  });
  tell({ kind: "ready" });
}

runCells(JSON.parse(process.argv[2] ?? "{}") as CellStart);
