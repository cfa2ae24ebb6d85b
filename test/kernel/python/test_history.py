"""The history of all kernels of a reader, across restarts."""

import pytest
from conftest import Kernel
from jupyter_client.kernelspec import KernelSpecManager
from test_console import Console


@pytest.fixture()
def start(tmp_path):
    """Starts kernels that share one history."""
    kernels = []

    def begin(path=tmp_path / "history.jsonl"):
        kernels.append(Kernel(CONTRASTBOOK_HISTORY=str(path)))
        return kernels[-1]

    yield begin
    for kernel in kernels:
        kernel.stop()


def ask(kernel, access="tail", **options):
    msg_id = kernel.client.history(hist_access_type=access, **{"raw": True, "output": False, **options})
    while True:
        reply = kernel.client.get_shell_msg(timeout=10)
        if reply["parent_header"]["msg_id"] == msg_id:
            assert reply["content"]["status"] == "ok"
            return [tuple(row) for row in reply["content"]["history"]]


def test_a_restarted_kernel_knows_what_was_executed_before(start):
    kernel = start()
    kernel.run("const tau = 0.5; tau")
    kernel.run("throw new Error('x')")
    kernel.manager.restart_kernel(now=False)
    kernel.client.stop_channels()
    kernel.connect()
    kernel.run("'again'")
    before, failed, again = (1, 1, "const tau = 0.5; tau"), (1, 2, "throw new Error('x')"), (2, 1, "'again'")
    assert ask(kernel, n=10) == [before, failed, again]
    assert ask(kernel, n=2) == [failed, again]
    assert ask(kernel, "range", session=0) == [again]
    assert ask(kernel, "range", session=-1, start=1, stop=2) == [before]
    assert ask(kernel, "search", pattern="*tau*") == [before]
    assert ask(kernel, "range", session=1, output=True)[0] == (1, 1, ["const tau = 0.5; tau", "0.5"])


def test_two_kernels_at_once_share_one_history(start):
    one, other = start(), start()
    for n in range(5):
        one.run(f"'one {n}'")
        other.run(f"'other {n}'")
    rows = ask(other, "search", pattern="*o*", n=20)
    assert [row[2] for row in rows if row[0] == 1] == [f"'one {n}'" for n in range(5)]
    assert [row[2] for row in rows if row[0] == 2] == [f"'other {n}'" for n in range(5)]
    assert ask(one, n=20) == ask(other, n=20)


def test_unique_keeps_the_newest_of_each_input(start):
    start().run("1 + 1")
    kernel = start()
    kernel.run("1 + 1")
    assert ask(kernel, "search", pattern="1*", unique=True) == [(2, 1, "1 + 1")]
    assert len(ask(kernel, "search", pattern="1*")) == 2


def test_what_is_silent_or_not_to_be_stored_is_not(start):
    kernel = start()
    kernel.run("'silent'", silent=True)
    kernel.run("'unstored'", store_history=False)
    kernel.run("'kept'")
    assert ask(kernel, n=10) == [(1, 1, "'kept'")]


def test_a_history_that_cannot_be_written_costs_only_the_earlier_sessions(start, tmp_path):
    kernel = start(tmp_path)
    kernel.run("1 + 1")
    assert ask(kernel, n=10) == [(1, 1, "1 + 1")]
    assert kernel.run("2 + 2").value() == "4"


def test_a_torn_line_spoils_nothing(start, tmp_path):
    start().run("'whole'")
    with open(tmp_path / "history.jsonl", "a") as file:
        file.write('\n{"session": "s", "inp')
    kernel = start()
    kernel.run("'next'")
    assert [row[2] for row in ask(kernel, n=10)] == ["'whole'", "'next'"]


def test_the_history_can_be_off(start, tmp_path):
    start("off").run("'forgotten'")
    kernel = start("off")
    assert ask(kernel, n=10) == []
    assert list(tmp_path.iterdir()) == []


def test_the_console_finds_the_inputs_of_earlier_sessions_by_the_up_key(start, tmp_path, monkeypatch):
    start().run("'from an earlier session'")
    # a kernelspec's own variables win: this test needs one that leaves the history to the environment
    if "CONTRASTBOOK_HISTORY" in KernelSpecManager().get_kernel_spec("contrastbook").env:
        return
    monkeypatch.setenv("CONTRASTBOOK_HISTORY", str(tmp_path / "history.jsonl"))
    console = Console()
    try:
        console.wait(r"In \[1\]: ")
        console.type("\x1b[A")
        console.wait("'from an earlier session'")
    finally:
        console.process.close(force=True)
