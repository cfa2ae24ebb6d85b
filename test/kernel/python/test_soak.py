"""Two thousand cells of every kind in one kernel: nothing lost, nothing reordered, no memory that is never given back."""

import time

CELLS = 2000
READ_EVERY = 400
# By then every kind has run several times, the renderer of figures has started and malloc's arenas have their size: they take
# a single step of 20 to 65 MiB, outside the heap of JavaScript, between cells 400 and 800, and none after it.
WARM = 800
# the rate at which 2,000 cells would leave 50 MiB behind
MOST_MIB = 50 * (CELLS - WARM) / CELLS


COLLECT = """
import { setFlagsFromString } from "v8"; import { runInNewContext } from "vm"; setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
"""


def resident_mib(pid):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Rss:")) / 1024


def memory_mib(kernel, pids):
    """Of each process, once its garbage is collected: how much of that lies around is chance."""
    kernel.run("collect(); await new Promise((done) => setTimeout(done, 500)); collect()")
    # V8 gives pages back in a thread of its own
    time.sleep(1)
    return {pid: resident_mib(pid) for pid in pids}


def cell(n):
    """The code of the n-th cell and what it must put out: (type, text) pairs."""
    kind = n % 100
    if kind == 0:
        return f"figure([{{ y: [{n}, 2, 3] }}])", [("execute_result", "Figure")]
    if kind % 10 == 1:
        return f'throw new RangeError("no {n}")', [("error", f"no {n}")]
    if kind % 10 == 2:
        return f"tf.tidy(() => tf.fill([50, 50], {n}).mean())", [("execute_result", f"\n{n}")]
    if kind % 10 == 3:
        return f'const text{n % 100} = "x".repeat(10_000) + {n}; text{n % 100}.length', [("execute_result", str(10_000 + len(str(n))))]
    if kind % 10 == 4:
        return f'console.log("a{n}"); console.error("b{n}"); display({n}); console.log("c{n}")', [
            ("stream", f"a{n}"), ("stream", f"b{n}"), ("display_data", str(n)), ("stream", f"c{n}"),
        ]  # fmt: skip
    if kind % 10 == 5:
        return f"await new Promise((done) => setTimeout(done, 1)); function f{n % 50}(x: number) {{ return x + {n} }} f{n % 50}(1)", [
            ("execute_result", str(n + 1))
        ]
    if kind % 10 == 6:
        return f'let wrong: number = "{n}"', [("error", "not assignable")]
    if kind % 10 == 7:
        return f'display({n}, {{ displayId: "d" }}); display({n + 1}, {{ displayId: "d", update: true }})', [
            ("display_data", str(n)), ("update_display_data", str(n + 1)),
        ]  # fmt: skip
    return f"class C{n % 30} {{ v = {n} }} new C{n % 30}().v", [("execute_result", str(n))]


def shown(message):
    content = message["content"]
    if message["msg_type"] == "stream":
        return content["text"].strip()
    return content["evalue"] if message["msg_type"] == "error" else content["data"]["text/plain"]


def test_two_thousand_cells(own_kernel):
    supervisor = own_kernel.manager.provisioner.pid
    own_kernel.run(COLLECT)
    pids = [supervisor, int(own_kernel.run('import { tf, figure } from "contrastbook"; process.pid').value())]
    readings = []
    for n in range(CELLS + 1):
        code, expected = cell(n)
        result = own_kernel.run(code)
        outputs = [m for m in result.messages if m["msg_type"] not in ("status", "execute_input")]
        assert [m["msg_type"] for m in outputs] == [kind for kind, _ in expected], (code, outputs)
        for message, (_, text) in zip(outputs, expected):
            assert text in shown(message), code
        if n > 0 and n % READ_EVERY == 0:
            readings.append(memory_mib(own_kernel, pids))
    print(readings)
    warm = readings[WARM // READ_EVERY - 1]
    assert all(readings[-1][pid] - warm[pid] < MOST_MIB for pid in pids), readings
