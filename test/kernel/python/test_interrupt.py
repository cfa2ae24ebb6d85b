"""Interrupts and everything that must be answered while a cell is busy."""

import random
import time

import pytest

from conftest import Kernel


def start(kernel, code):
    msg_id = kernel.send(f'console.log("started");\n{code}')
    assert kernel.wait_for_output(msg_id)["content"]["text"] == "started\n"
    return msg_id


def interrupt(kernel):
    reply = kernel.ask_control("interrupt_request", {})
    assert reply["content"]["status"] == "ok"


def test_kernel_info_and_heartbeat_are_answered_while_a_cell_computes(kernel):
    busy = start(kernel, "while (true) {}")
    time.sleep(0.2)
    for ask in (lambda: kernel.ask_control("kernel_info_request", {}), kernel.client.kernel_info):
        began = time.monotonic()
        reply = ask()
        if isinstance(reply, str):
            reply = kernel.client.get_shell_msg(timeout=1)
        assert reply["content"]["language_info"]["name"] == "typescript"
        assert time.monotonic() - began < 0.5
    assert kernel.client.hb_channel.is_beating()
    interrupt(kernel)
    kernel.collect(busy, timeout=5)


@pytest.mark.parametrize(
    "code",
    [
        "while (true) {}",
        "for (let i = 0; ; i++) Math.sqrt(i)",
        "await new Promise(() => {})",
        "while (true) await new Promise((done) => setTimeout(done, 5))",
    ],
)
def test_an_interrupt_ends_the_cell_and_keeps_the_variables(kernel, code):
    kernel.run("let kept = 41")
    busy = start(kernel, f"kept += 1;\n{code}")
    time.sleep(0.1)
    began = time.monotonic()
    interrupt(kernel)
    (result,) = kernel.collect(busy, timeout=5)
    assert time.monotonic() - began < 1
    assert result.reply["content"]["status"] == "error"
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert kernel.run("kept").value() == "42"


def test_an_interrupt_aborts_the_signal_of_the_cell_and_the_next_cell_gets_a_fresh_one(kernel):
    kernel.run('import { displayHost } from "contrastbook"')
    busy = start(
        kernel,
        'displayHost()!.signal.addEventListener("abort", () => console.log("heard"));\nawait new Promise(() => {})',
    )
    interrupt(kernel)
    (result,) = kernel.collect(busy, timeout=5)
    assert "heard" in result.text()
    assert kernel.run("displayHost()!.signal.aborted").value() == "false"


def test_an_interrupt_aborts_what_waits_behind_the_cell(kernel):
    busy = start(kernel, "while (true) {}")
    waiting = kernel.send("1")
    time.sleep(0.1)
    interrupt(kernel)
    results = kernel.collect(busy, waiting, timeout=5)
    assert [r.reply["content"]["status"] for r in results] == ["error", "aborted"]


TICK = "const tick = () => new Promise((done) => setTimeout(done, 1));\n"


@pytest.mark.parametrize(
    "code",
    [
        "await null; while (true) {}",
        "await tick(); for (let i = 0; ; i++) Math.sqrt(i)",
        "await tick(); const spin = (n: number): number => spin2(n); function spin2(n: number): number { let x = n; do x++; while (x > 0); return x } spin(1)",
        "await tick(); Array.from({ length: 3e8 }, (_, i) => Math.sqrt(i))",
        "for (;;) { count++; await tick() }",
        "for (;;) { try { count++; await tick() } catch {} }",
        "const loop = async (): Promise<void> => { count++; await tick(); return loop() }; await loop()",
        "async function* numbers() { for (;;) { yield count++; await tick() } }\nfor await (const n of numbers()) Math.sqrt(n)",
        "void (async () => { for (;;) { count++; await tick() } })(); await new Promise(() => {})",
        "setInterval(() => { count++; Math.sqrt(count) }, 1); await new Promise(() => {})",
    ],
)
def test_the_work_really_stops_and_the_next_cell_runs(own_kernel, code):
    own_kernel.run(TICK + "let count = 0; const kept = 41")
    busy = start(own_kernel, code)
    time.sleep(0.3)
    began = time.monotonic()
    interrupt(own_kernel)
    (result,) = own_kernel.collect(busy, timeout=10)
    assert time.monotonic() - began < 2
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert own_kernel.run("kept + 1").value() == "42"
    time.sleep(1.2)
    before = own_kernel.run("count").value()
    time.sleep(0.2)
    assert own_kernel.run("count").value() == before
    assert own_kernel.run("let sum = 0; for (let i = 0; i < 10; i++) { await tick(); sum += i } sum").value() == "45"


def test_what_stands_behind_an_await_does_not_run_after_an_interrupt(kernel):
    busy = start(kernel, "let went = false; await new Promise((done) => setTimeout(done, 400)); went = true")
    interrupt(kernel)
    kernel.collect(busy, timeout=5)
    time.sleep(0.6)
    assert kernel.run("went").value() == "false"


def test_a_finally_block_cleans_up_with_loops_calls_and_awaits_of_its_own(kernel):
    kernel.run(TICK + "const open = new Set([1, 2, 3]); const close = (n: number) => open.delete(Number(n))")
    busy = start(kernel, "await null; try { for (;;); } finally { for (const n of [...open]) { await tick(); close(n) } }")
    time.sleep(0.1)
    interrupt(kernel)
    (result,) = kernel.collect(busy, timeout=5)
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert kernel.run("open.size").value() == "0"


def test_finally_blocks_of_synchronous_code_run_and_may_take_a_while(kernel):
    busy = start(
        kernel,
        "let cleaned = 0; try { for (;;); } finally { for (const end = Date.now() + 300; Date.now() < end;) cleaned = 1; cleaned = 2 }",
    )
    interrupt(kernel)
    (result,) = kernel.collect(busy, timeout=5)
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert kernel.run("cleaned").value() == "2"


@pytest.mark.parametrize(
    "code",
    [
        "try { while (true) {} } catch { while (true) {} } finally { while (true) {} }",
        "for (;;) { try { for (;;); } catch {} }",
    ],
)
def test_synchronous_code_that_does_not_want_to_end_ends_when_its_second_is_over(kernel, code):
    busy = start(kernel, code)
    began = time.monotonic()
    interrupt(kernel)
    (result,) = kernel.collect(busy, timeout=5)
    assert time.monotonic() - began < 2
    assert result.of("error")[0]["ename"] == "KernelInterrupted"


def test_an_interrupt_within_an_async_resource_leaves_the_process_alive(own_kernel):
    own_kernel.run('import { AsyncResource } from "async_hooks"; const kept = 41')
    busy = start(own_kernel, 'new AsyncResource("mine").runInAsyncScope(() => { for (;;); })')
    interrupt(own_kernel)
    own_kernel.collect(busy, timeout=5)
    assert own_kernel.run("await null; kept + 1").value() == "42"


def test_an_interrupt_right_behind_a_cell_is_not_lost(kernel):
    for _ in range(10):
        busy = kernel.send("for (;;);")
        while kernel.client.get_iopub_msg(timeout=5)["parent_header"].get("msg_id") != busy:
            pass
        interrupt(kernel)
        (result,) = kernel.collect(busy, timeout=5)
        assert result.of("error")[0]["ename"] == "KernelInterrupted"


def test_an_interrupt_while_the_compiler_loads_ends_the_first_cell():
    kernel = Kernel()
    busy = kernel.send("for (;;);")
    while kernel.client.get_iopub_msg(timeout=5)["parent_header"].get("msg_id") != busy:
        pass
    interrupt(kernel)
    (result,) = kernel.collect(busy, timeout=10)
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    kernel.stop()


@pytest.mark.parametrize("wait", ['fetch(url)', "new Promise((done) => setTimeout(done, 60_000))", "execFile('sleep', ['60'])"])
def test_a_wait_for_a_server_a_timer_or_a_program_ends_at_once(kernel, wait):
    kernel.run(
        'import { createServer } from "http"; import { execFile as run } from "child_process"; import { promisify } from "util";\n'
        "const execFile = promisify(run); const server = createServer(() => undefined).listen(0);\n"
        "const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`"
    )
    busy = start(kernel, f"await {wait}")
    time.sleep(0.1)
    began = time.monotonic()
    interrupt(kernel)
    (result,) = kernel.collect(busy, timeout=5)
    assert time.monotonic() - began < 1
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert kernel.run("server.close(); 1").value() == "1"


def test_a_cell_that_cannot_be_stopped_says_so(kernel):
    # the loop is not of a cell, so nothing in it checks
    kernel.run('const spin = new Function("ms", "const until = Date.now() + ms; while (Date.now() < until);")')
    busy = start(kernel, "await null; spin(3500)")
    time.sleep(0.1)
    interrupt(kernel)
    warning = kernel.wait_for_output(busy, timeout=3)["content"]
    assert warning["name"] == "stderr" and "restart the kernel" in warning["text"]
    kernel.collect(busy)
    assert kernel.run("1 + 1").value() == "2"


def test_an_interrupt_between_cells_changes_nothing(kernel):
    interrupt(kernel)
    assert kernel.run("1 + 1").value() == "2"


def test_a_stray_sigint_does_not_end_the_kernel(kernel):
    kernel.manager.signal_kernel(2)
    time.sleep(0.2)
    assert kernel.run("2 + 2").value() == "4"


def test_a_client_is_told_that_the_kernel_is_still_busy(kernel):
    busy = start(kernel, "while (true) {}")
    kernel.client.kernel_info()
    kernel.client.get_shell_msg(timeout=1)
    states = []
    try:
        while True:
            message = kernel.client.get_iopub_msg(timeout=0.3)
            if message["msg_type"] == "status":
                states.append(message["content"]["execution_state"])
    except Exception:
        pass
    assert states == ["busy", "idle", "busy"]
    interrupt(kernel)
    kernel.collect(busy, timeout=5)


def test_no_moment_of_a_short_cell_is_one_at_which_an_interrupt_ends_the_kernel(own_kernel):
    chance = random.Random(7)
    session, control = own_kernel.client.session, own_kernel.client.control_channel
    statuses = []
    for n in range(300):
        milliseconds = 5 * (n % 3)
        msg_id = own_kernel.send(f"const end = performance.now() + {milliseconds}; while (performance.now() < end); {n}")
        for _ in range(4):
            time.sleep(chance.uniform(0, 0.012))
            control.send(session.msg("interrupt_request", {}))
        (result,) = own_kernel.collect(msg_id, timeout=5)
        statuses.append(result.reply["content"]["status"])
        if result.of("error"):
            assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert own_kernel.manager.is_alive()
    assert "error" in statuses and set(statuses) <= {"ok", "error"}
    assert own_kernel.run("1 + 1").value() == "2"


def test_an_interrupt_after_an_await_makes_the_cell_an_error_even_if_nothing_could_stop_it(kernel):
    kernel.run('const busy = new Function("ms", "const until = Date.now() + ms; while (Date.now() < until);")')
    running = start(kernel, "await 0; busy(1500);\n1")
    waiting = kernel.send("2")
    time.sleep(0.2)
    interrupt(kernel)
    result, aborted = kernel.collect(running, waiting, timeout=5)
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert result.value() is None
    assert aborted.reply["content"]["status"] == "aborted"
    assert kernel.run("1 + 1").value() == "2"
