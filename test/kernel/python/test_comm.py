"""Comms: conversations beside the cells, both ways, with metadata and binary buffers."""

import struct
import time

import pytest


def say(kernel, msg_type, content, buffers=(), metadata=None):
    """Sends a comm message as a front-end does; returns its id."""
    message = kernel.client.session.msg(msg_type, content, metadata=metadata)
    message["buffers"] = list(buffers)
    kernel.client.shell_channel.send(message)
    return message["header"]["msg_id"]


def heard(kernel, msg_id, timeout=10):
    """What came in the name of a message, up to its idle; a comm message has no reply."""
    messages = []
    while True:
        message = kernel.client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        if message["content"].get("execution_state") == "idle":
            return messages
        if message["msg_type"] != "status":
            messages.append(message)


def open_in_cell(kernel, code):
    """Runs a cell that opens a comm; returns the id of the comm."""
    (opened,) = [m for m in kernel.run(code).messages if m["msg_type"] == "comm_open"]
    return opened["content"]["comm_id"]


def comm_info(kernel, target=None):
    msg_id = kernel.client.comm_info(target)
    while True:
        reply = kernel.client.get_shell_msg(timeout=10)
        if reply["parent_header"]["msg_id"] == msg_id:
            assert reply["content"]["status"] == "ok"
            return reply["content"]["comms"]


def test_a_comm_that_the_page_opens_echoes_a_buffer(kernel):
    kernel.run(
        'jupyter.comms.onOpen("echo", (comm, opening) => {\n'
        "  comm.send({ opened: opening.data }, { metadata: opening.metadata });\n"
        "  comm.onMessage(({ data, metadata, buffers }) => comm.send({ echo: data }, { metadata, buffers }));\n"
        "})"
    )
    (first,) = heard(kernel, say(kernel, "comm_open", {"comm_id": "e1", "target_name": "echo", "data": {"n": 1}}, metadata={"v": "2"}))
    assert first["content"] == {"comm_id": "e1", "data": {"opened": {"n": 1}}}
    assert first["metadata"] == {"v": "2"}
    sent = [bytes(range(256)), b"", b"\x00" * (1 << 20)]
    (answer,) = heard(kernel, say(kernel, "comm_msg", {"comm_id": "e1", "data": {"a": "ü"}}, sent, {"m": 1}))
    assert answer["content"]["data"] == {"echo": {"a": "ü"}}
    assert answer["metadata"] == {"m": 1}
    assert [bytes(b) for b in answer["buffers"]] == sent
    assert comm_info(kernel, "echo") == {"e1": {"target_name": "echo"}}
    say(kernel, "comm_close", {"comm_id": "e1", "data": {}})
    assert comm_info(kernel, "echo") == {}


def test_a_comm_that_a_cell_opens_sends_typed_arrays_and_is_closed(kernel):
    result = kernel.run(
        'const c = jupyter.comms.open("plot", { data: { a: 1 }, metadata: { v: 1 }, buffers: [new Uint8Array([1, 2])] });\n'
        "const floats = Float32Array.of(0, 1.5, 2.5);\n"
        "c.send({ b: 2 }, { buffers: [floats.subarray(1), floats.buffer] }); floats.fill(9); c.close(); c.closed"
    )
    assert result.value() == "true"
    opened, sent, closed = [m for m in result.messages if m["msg_type"].startswith("comm_")]
    assert [m["msg_type"] for m in (opened, sent, closed)] == ["comm_open", "comm_msg", "comm_close"]
    assert opened["content"]["target_name"] == "plot" and opened["metadata"] == {"v": 1}
    assert [bytes(b) for b in opened["buffers"]] == [b"\x01\x02"]
    assert struct.unpack("<2f", bytes(sent["buffers"][0])) == (1.5, 2.5)
    assert struct.unpack("<3f", bytes(sent["buffers"][1])) == (0, 1.5, 2.5)


def test_an_unknown_target_is_closed_again_and_a_message_to_nobody_is_dropped(kernel):
    (closed,) = heard(kernel, say(kernel, "comm_open", {"comm_id": "u", "target_name": "unknown", "data": {}}))
    assert (closed["msg_type"], closed["content"]["comm_id"]) == ("comm_close", "u")
    assert heard(kernel, say(kernel, "comm_msg", {"comm_id": "u", "data": {}})) == []
    assert kernel.run("1 + 1").value() == "2"


def test_what_a_handler_prints_and_shows_goes_out_in_the_name_of_the_message(kernel):
    comm_id = open_in_cell(
        kernel,
        'const talk = jupyter.comms.open("talk");\n'
        'talk.onMessage(async () => { console.log("heard"); await new Promise((r) => setTimeout(r, 50)); display("shown") })',
    )
    printed, shown = heard(kernel, say(kernel, "comm_msg", {"comm_id": comm_id, "data": {}}))
    assert printed["content"] == {"name": "stdout", "text": "heard\n"}
    assert shown["content"]["data"]["text/plain"] == "'shown'"


def test_the_error_of_a_handler_is_told_with_its_line_and_ends_nothing(kernel):
    comm_id = open_in_cell(
        kernel, 'const bad = jupyter.comms.open("bad");\nbad.onMessage(() => {\n  throw new RangeError("too far");\n})'
    )
    (told,) = heard(kernel, say(kernel, "comm_msg", {"comm_id": comm_id, "data": {}}))
    assert told["content"]["name"] == "stderr"
    assert "too far" in told["content"]["text"] and "line 3" in told["content"]["text"]
    assert kernel.run("1 + 1").value() == "2"


@pytest.mark.parametrize("wait", ["await new Promise((r) => setTimeout(r, 300))", "const t = Date.now(); while (Date.now() < t + 300);"])
def test_a_message_waits_for_the_cell_that_runs(kernel, wait):
    comm_id = open_in_cell(
        kernel, 'const order: string[] = []; const q = jupyter.comms.open("q"); q.onMessage(() => { order.push("message") })'
    )
    busy = kernel.send(f'console.log("started"); {wait}; order.push("cell")')
    kernel.wait_for_output(busy)
    say(kernel, "comm_msg", {"comm_id": comm_id, "data": {}})
    kernel.collect(busy)
    assert kernel.run("order.join()").value() == "'cell,message'"


@pytest.mark.parametrize("hang", ["await new Promise(() => {})", "while (true) {}"])
def test_an_interrupt_ends_a_handler_that_hangs(kernel, hang):
    comm_id = open_in_cell(
        kernel,
        f'const stuck = jupyter.comms.open("stuck"); stuck.onMessage(async () => {{ console.log("in"); {hang} }})',
    )
    msg_id = say(kernel, "comm_msg", {"comm_id": comm_id, "data": {}})
    kernel.wait_for_output(msg_id)
    time.sleep(0.1)
    kernel.ask_control("interrupt_request", {})
    heard(kernel, msg_id, timeout=5)
    assert kernel.run("1 + 1").value() == "2"


def test_a_closed_comm_refuses_to_send(kernel):
    (error,) = kernel.run('const over = jupyter.comms.open("over"); over.close(); over.send({})').of("error")
    assert error["ename"] == "CommClosedError"
    assert 'of the target "over" is closed' in error["evalue"]


def test_the_comms_are_typed(kernel):
    (error,) = kernel.run('jupyter.comms.open("x").send("text")').of("error")
    assert error["ename"] == "TypeScriptError"
