import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Jupyter, projectRoot, pythonTests } from "./jupyter";

interface Counts {
  tests: number;
  failed: number;
  skipped: number;
  output: string;
}

describe("a kernel process driven by Jupyter's own clients", function () {
  this.timeout(360_000);
  this.slow(60_000);
  let jupyter: Jupyter;
  before(() => (jupyter = new Jupyter()));
  after(() => jupyter.close());

  async function pytest(file: string): Promise<Counts> {
    const report = join(jupyter.folder, `${file}.xml`);
    const { output } = await jupyter.run(
      ["pytest", "-q", "-p", "no:cacheprovider", "-rs", `--junitxml=${report}`, join(pythonTests, file)],
      { cwd: projectRoot },
    );
    const xml = readFileSync(report, "utf8");
    const count = (name: string): number => Number(new RegExp(` ${name}="(\\d+)"`).exec(xml)?.[1] ?? NaN);
    return { tests: count("tests"), failed: count("failures") + count("errors"), skipped: count("skipped"), output };
  }

  for (const [file, sentence, least] of [
    ["test_jupyter_kernel.py", "passes every test of jupyter_kernel_test, none skipped", 12],
    ["test_protocol.py", "keeps the protocol where jupyter_kernel_test does not look", 30],
    ["test_comm.py", "talks with the page through comms, buffers intact", 11],
    ["test_widgets.py", "speaks the widget protocol", 6],
    ["test_stdin.py", "asks its reader, and hears the answer", 19],
    ["test_history.py", "remembers what was executed, across restarts and kernels", 8],
    ["test_interrupt.py", "is interrupted, and answers while a cell is busy", 34],
    ["test_interrupt_tensorflow.py", "is interrupted amid TensorFlow's work, and then computes and differentiates", 7],
    ["test_crash.py", "outlives the process of its cells, and shows what native code prints", 12],
    ["test_display.py", "shows values, errors and what the console prints as a reader wants them", 23],
    ["test_progress.py", "shows progress in one display that ends as text", 5],
    ["test_connections.py", "is reached over TCP and sockets of files, with a key and without, by several", 5],
    ["test_soak.py", "runs two thousand cells and gives their memory back", 1],
    ["test_lifecycle.py", "starts, restarts and ends without leaving a process", 4],
    ["test_restarter.py", "is started again when it is killed, and keeps its history", 2],
    ["test_console.py", "is used in a terminal by jupyter console", 1],
    ["test_papermill.py", "is given its parameters by papermill", 10],
    ["test_autoreload.py", "uses saved changes of a project in the next cell", 23],
  ] as const) {
    it(sentence, async () => {
      const { tests, failed, skipped, output } = await pytest(file);
      assert.equal(failed, 0, output);
      assert.equal(skipped, 0, output);
      assert.ok(tests >= least, `${tests} tests ran; needed are ${least} at least\n${output}`);
    });
  }
});
