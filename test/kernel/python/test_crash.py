"""The process of the cells may die; the kernel tells why and goes on. What native code prints is seen."""

import os
import signal
import time

import pytest

from conftest import Kernel
from test_lifecycle import alive, wait_until_gone


def cells_pid(kernel):
    return int(kernel.run("process.pid").value())


@pytest.mark.parametrize(
    ("name", "said"),
    [("SIGSEGV", "memory that is not its own"), ("SIGABRT", "gave up"), ("SIGKILL", "memory ran out")],
)
def test_a_cell_under_which_its_process_dies_fails_with_the_reason(kernel, name, said):
    count = kernel.run("let lost = 1").reply["content"]["execution_count"]
    dying = kernel.send(f'console.log("before"); process.kill(process.pid, "{name}"); for (;;);')
    waiting = kernel.send("1")
    failed, aborted = kernel.collect(dying, waiting)
    (error,) = failed.of("error")
    assert error["ename"] == failed.reply["content"]["ename"] == "KernelCrashError"
    assert name in error["evalue"] and said in error["evalue"]
    assert "All variables are gone" in error["traceback"][-1]
    assert failed.text() == "before\n"
    assert aborted.reply["content"]["status"] == "aborted"
    after = kernel.run("typeof (globalThis as any).lost").reply["content"]
    assert after["status"] == "ok" and after["execution_count"] == count + 2


def test_a_process_that_dies_between_cells_is_told_in_the_next_one(kernel):
    pid = cells_pid(kernel)
    os.kill(pid, signal.SIGSEGV)
    assert wait_until_gone(pid, 3)
    time.sleep(0.3)
    result = kernel.run("1 + 1")
    assert result.value() == "2"
    assert "was ended by SIGSEGV" in result.text("stderr") and "all variables are gone" in result.text("stderr")
    assert kernel.run("2").text("stderr") == ""


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def test_a_process_that_dies_before_it_can_run_a_cell_is_replaced_too(own_kernel):
    supervisor = own_kernel.manager.provisioner.pid
    own_kernel.run("1")
    for _ in range(2):
        (cells,) = children(supervisor)
        os.kill(cells, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while children(supervisor) in ([], [cells]) and time.monotonic() < deadline:
            time.sleep(0.005)
    assert own_kernel.run("1 + 1").value() == "2"


def test_javascript_that_runs_out_of_memory_is_told_with_its_last_words():
    kernel = Kernel(NODE_OPTIONS="--max-old-space-size=300")
    result = kernel.run("const kept: number[][] = []; for (;;) kept.push(new Array(100_000).fill(0.5))", timeout=60)
    assert result.of("error")[0]["ename"] == "KernelCrashError"
    assert "heap out of memory" in result.text("stderr")
    assert kernel.run("1 + 1").value() == "2"
    kernel.stop()


def test_comms_of_a_dead_process_are_closed(own_kernel):
    own_kernel.run('jupyter.comms.onOpen("echo", () => undefined)')
    session = own_kernel.client.session
    own_kernel.client.shell_channel.send(session.msg("comm_open", {"comm_id": "c1", "target_name": "echo", "data": {}}))
    result = own_kernel.run('process.kill(process.pid, "SIGKILL"); for (;;);')
    assert [c["comm_id"] for c in result.of("comm_close")] == ["c1"]


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_kernel(own_kernel, signum):
    pids = [cells_pid(own_kernel), int(own_kernel.run('import { spawn } from "child_process"; spawn("sleep", ["60"]).pid').value())]
    supervisor = own_kernel.manager.provisioner.pid
    os.kill(supervisor, signum)
    own_kernel.manager.provisioner.process.wait(3)
    assert all(wait_until_gone(pid, 3) for pid in [supervisor, *pids])


def test_a_shutdown_ends_the_programs_that_cells_started(own_kernel):
    pid = int(own_kernel.run('import { spawn } from "child_process"; spawn("sleep", ["60"]).pid').value())
    assert alive(pid)
    own_kernel.manager.shutdown_kernel(now=False)
    assert wait_until_gone(pid, 3)


def test_output_past_javascript_appears_in_the_cell_and_before_its_end(kernel):
    code = 'import { writeSync } from "fs"; writeSync(2, "from native code €\\n"); writeSync(1, "and here\\n"); 7'
    for _ in range(20):
        result = kernel.run(code)
        assert result.text("stderr") == "from native code €\n"
        assert result.text() == "and here\n"
    result = kernel.run('import { execSync } from "child_process"; execSync("echo program", { stdio: "inherit" }); 1')
    assert result.text() == "program\n"


def test_a_megabyte_of_native_output_arrives_whole(kernel):
    result = kernel.run('import { execSync } from "child_process"; execSync("seq 150000", { stdio: "inherit" }); 1')
    assert result.text().split() == [str(n) for n in range(1, 150001)]


def test_a_hundred_megabytes_of_output_arrive_and_control_answers_meanwhile(own_kernel):
    msg_id = own_kernel.send('for (let i = 0; i < 100; i++) console.log(String(i % 10).repeat(1 << 20))')
    slowest = 0.0
    for _ in range(10):
        began = time.monotonic()
        own_kernel.ask_control("kernel_info_request", {})
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.05)
    (result,) = own_kernel.collect(msg_id, timeout=60)
    text = result.text()
    assert len(text) == 100 * ((1 << 20) + 1)
    assert [line[0] for line in text.split("\n")[:-1]] == [str(i % 10) for i in range(100)]
    assert slowest < 1


def test_a_thousand_queued_cells_run_in_order(kernel):
    ids = [kernel.send(f"console.log({n})") for n in range(1000)]
    results = kernel.collect(*ids, timeout=120)
    assert [r.text() for r in results] == [f"{n}\n" for n in range(1000)]
    counts = [r.reply["content"]["execution_count"] for r in results]
    assert counts == list(range(counts[0], counts[0] + 1000))
