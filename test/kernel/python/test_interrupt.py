"""Interrupts and everything that must be answered while a cell is busy."""

import random
import time

import pytest


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
        "try { while (true) {} } catch { while (true) {} } finally { while (true) {} }",
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


def test_a_cell_that_cannot_be_stopped_says_so(kernel):
    busy = start(kernel, "await null; const until = Date.now() + 3500; while (Date.now() < until);")
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
    busy = start(kernel, "await 0; const end = Date.now() + 1500; while (Date.now() < end) {}\n1")
    waiting = kernel.send("2")
    time.sleep(0.2)
    interrupt(kernel)
    result, aborted = kernel.collect(busy, waiting, timeout=5)
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    assert result.value() is None
    assert aborted.reply["content"]["status"] == "aborted"
    assert kernel.run("1 + 1").value() == "2"
