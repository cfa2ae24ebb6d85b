"""Progress as a notebook gets it: one display, few updates, text at the end."""

import time

import pytest

IMPORT = 'import { progress, track } from "contrastbook";\n'
BUSY = "const busy = (ms: number) => { const until = Date.now() + ms; while (Date.now() < until); };\n"


@pytest.fixture(scope="module")
def tracking(kernel):
    assert kernel.run(IMPORT + BUSY, timeout=60).of("error") == []
    return kernel


def shown(result):
    """Texts of the one display, in their order."""
    messages = [m["content"] for m in result.messages if m["msg_type"] in ("display_data", "update_display_data")]
    assert [m["msg_type"] for m in result.messages if m["msg_type"] == "display_data"] == ["display_data"]
    assert len({m["transient"]["display_id"] for m in messages}) == 1
    assert all("\r" not in m["data"]["text/plain"] for m in messages)
    assert "text/html" in messages[0]["data"] and list(messages[-1]["data"]) == ["text/plain"]
    return [m["data"]["text/plain"] for m in messages]


def test_a_loop_that_never_awaits_shows_its_bar_while_it_computes(tracking):
    msg_id = tracking.send("for (const step of track(100, { label: 'train', unit: 'steps' })) busy(15)")
    started = time.monotonic()
    tracking.wait_for_output(msg_id)
    assert time.monotonic() - started < 1
    (rest,) = tracking.collect(msg_id)
    updates = rest.of("update_display_data")
    assert 3 <= len(updates) <= 12
    assert updates[-1]["data"]["text/plain"].startswith("train: 100 steps in 1.")


def test_loops_within_loops_share_a_display(tracking):
    texts = shown(tracking.run(
        "for (const epoch of track(3, { label: 'epochs', unit: 'epochs' }))\n"
        "  for await (const batch of track([1, 2, 3], { label: `epoch ${epoch}` })) busy(110)"
    ))
    assert any(text.count("\n") == 1 for text in texts)
    assert texts[-1].startswith("epochs: 3 epochs in ") and "\n" not in texts[-1]


def test_a_failure_says_how_far_the_work_came(tracking):
    result = tracking.run("const bar = progress({ total: 4, label: 'fit' }); bar.update(1); throw new Error('x')")
    assert shown(result)[-1].startswith("fit: stopped at 25% · 1/4 steps in ")
    assert [m["msg_type"] for m in result.messages][-2:] == ["error", "status"]


@pytest.mark.parametrize("body", ["busy(50)", "await new Promise((done) => setTimeout(done, 50))"])
def test_an_interrupt_says_how_far_the_work_came(tracking, body):
    msg_id = tracking.send(f"for (const step of track(1000, {{ label: 'long' }})) {{ {body} }}")
    messages = [tracking.wait_for_output(msg_id)]
    time.sleep(0.7)
    tracking.manager.interrupt_kernel()
    (rest,) = tracking.collect(msg_id)
    assert rest.of("error")[0]["ename"] == "KernelInterrupted"
    rest.messages[:0] = messages
    assert shown(rest)[-1].startswith("long: stopped at ")
    assert tracking.run("1 + 1").value() == "2"
