"""The ways in which a client may reach a kernel."""

import statistics
import time

import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

from test_interrupt import interrupt, start


@pytest.mark.parametrize(
    ("options", "session"),
    [({}, Session(key=b"")), ({"transport": "ipc"}, Session(key=b"a key")), ({"ip": "127.0.0.1"}, Session(key=b"b"))],
    ids=["empty key", "ipc", "tcp"],
)
def test_a_kernel_is_reached_and_shut_down(options, session):
    manager = KernelManager(kernel_name="contrastbook", session=session, **options)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    reply = client.execute_interactive("1 + 1", output_hook=lambda _: None, timeout=30)
    assert reply["content"]["status"] == "ok"
    client.stop_channels()
    manager.shutdown_kernel(now=False)
    assert not manager.is_alive()


def test_two_clients_share_a_kernel_and_each_gets_its_own_replies(kernel):
    other = kernel.manager.client()
    other.session = Session(key=kernel.client.session.key)
    other.start_channels()
    other.wait_for_ready(timeout=30)
    ours, theirs = kernel.send('console.log("ours"); 1'), other.execute('console.log("theirs"); 2')
    (result,) = kernel.collect(ours)
    assert result.text() == "ours\n" and result.value() == "1"
    reply = other.get_shell_msg(timeout=10)
    assert reply["parent_header"]["msg_id"] == theirs
    seen = set()
    while not {ours, theirs} <= seen:
        message = other.get_iopub_msg(timeout=10)
        if message["content"].get("execution_state") == "idle":
            seen.add(message["parent_header"]["msg_id"])
    other.stop_channels()


def test_control_answers_within_a_tenth_of_a_second_while_a_cell_computes(kernel):
    busy = start(kernel, "while (true) {}")
    seconds = []
    for _ in range(21):
        began = time.monotonic()
        kernel.ask_control("kernel_info_request", {})
        seconds.append(time.monotonic() - began)
    assert statistics.median(seconds) < 0.1
    interrupt(kernel)
    kernel.collect(busy, timeout=5)
