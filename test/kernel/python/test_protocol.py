"""What Jupyter's suite leaves out: queue, silence, late output, display updates, signatures, cursors."""

import json
import re
import time

import pytest
import zmq
from jupyter_client.session import Session


def strip(text):
    return re.sub("\x1b\\[[0-9]*m", "", text)


def test_an_error_aborts_the_cells_that_wait_behind_it(kernel):
    failing, second, third = (kernel.send(code) for code in ['throw new Error("first")', "globalThis.ran = 2", "3"])
    results = kernel.collect(failing, second, third)
    assert [r.reply["content"]["status"] for r in results] == ["error", "aborted", "aborted"]
    assert kernel.run("typeof (globalThis as any).ran").value() == "'undefined'"


def test_an_error_aborts_only_cells(kernel):
    failing = kernel.send('throw new Error("first")')
    completing = kernel.client.complete("Math.hyp", 8)
    assert kernel.collect(failing)[0].reply["content"]["status"] == "error"
    reply = kernel.client.get_shell_msg(timeout=10)
    assert reply["parent_header"]["msg_id"] == completing
    assert reply["content"]["matches"] == ["hypot"]


def test_a_cell_sent_after_the_error_was_answered_runs(kernel):
    for _ in range(20):
        assert kernel.run('throw new Error("once")').reply["content"]["status"] == "error"
        assert kernel.run("1 + 1").value() == "2"


def test_stop_on_error_false_lets_the_queue_go_on(kernel):
    failing = kernel.send('throw new Error("first")', stop_on_error=False)
    second = kernel.send('"still here"')
    results = kernel.collect(failing, second)
    assert [r.reply["content"]["status"] for r in results] == ["error", "ok"]
    assert results[1].value() == "'still here'"


def test_an_error_is_in_the_reply_and_on_iopub_with_the_line_of_the_cell(kernel):
    result = kernel.run(
        'function loss(tau: number): number {\n  if (tau <= 0) throw new RangeError("bad tau", { cause: new Error("why") });\n'
        "  return tau;\n}\nawait null;\nloss(0)"
    )
    (error,) = result.of("error")
    count = result.reply["content"]["execution_count"]
    assert (error["ename"], error["evalue"]) == ("RangeError", "bad tau")
    text = "\n".join(error["traceback"])
    assert f"Cell [{count}], line 2, in loss" in text
    assert f"Cell [{count}], line 6" in text
    assert "Caused by:" in text and "why" in text
    assert "kernel" not in text.lower() and "node:internal" not in text
    assert {k: result.reply["content"][k] for k in error} == error


THROWS = '() => { throw new Error("inner") }'


@pytest.mark.parametrize(
    ("thrown", "ename"),
    [
        ('Object.assign(new Error("x"), { stack: 5 })', "Error"),
        ('Object.assign(new Error("x"), { name: undefined })', "Error"),
        (f'new Proxy(new Error("p"), {{ get: {THROWS} }})', "Error"),
        (f'{{ [Symbol.for("nodejs.util.inspect.custom")]: {THROWS} }}', "Uncaught"),
    ],
)
def test_an_error_that_cannot_be_described_is_an_error_all_the_same(kernel, thrown, ename):
    failing, waiting = kernel.send(f"throw {thrown}"), kernel.send("1")
    failed, aborted = kernel.collect(failing, waiting)
    (error,) = failed.of("error")
    assert error["ename"] == ename == failed.reply["content"]["ename"]
    assert aborted.reply["content"]["status"] == "aborted"


def test_an_error_in_a_timer_that_cannot_be_described_is_told_and_ends_nothing(kernel):
    result = kernel.run(
        'class W { [Symbol.for("nodejs.util.inspect.custom")](): string { throw new Error("inner") } }\n'
        "setTimeout(() => { throw new W() }, 10); await new Promise((done) => setTimeout(done, 100))"
    )
    assert "Uncaught: W {}\n(its own inspection throws: inner)" in strip(result.text("stderr"))
    assert kernel.run("1 + 1").value() == "2"


def test_a_type_error_is_refused_before_anything_runs(kernel):
    result = kernel.run('console.log("ran");\n\tconst n: number = "one"')
    (error,) = result.of("error")
    assert error["ename"] == "TypeScriptError"
    assert "line 2:8" in error["evalue"] and "TS2322" in error["evalue"]
    assert error["traceback"][-1].endswith("| \t      ^")
    assert result.text() == ""


def test_output_of_a_timer_goes_to_the_cell_that_started_it(kernel):
    older = kernel.send('setTimeout(() => console.log("from the timer"), 150); undefined')
    newer = kernel.send('console.log("newer"); await new Promise((done) => setTimeout(done, 400))')
    texts = {}
    while True:
        message = kernel.client.get_iopub_msg(timeout=10)
        parent = message["parent_header"]["msg_id"]
        if message["msg_type"] == "stream":
            texts[parent] = texts.get(parent, "") + message["content"]["text"]
        if parent == newer and message["content"].get("execution_state") == "idle":
            break
    assert texts == {older: "from the timer\n", newer: "newer\n"}


@pytest.mark.parametrize("made", ['throw new Error("late render")', 'return { "application/json": 1n }'])
def test_the_error_of_a_display_that_outlives_its_cell_is_told_on_its_stderr(kernel, made):
    shown = kernel.send(
        'setTimeout(() => display({ [Symbol.for("Jupyter.display")]: async () => { ' + made + ' } }), 20); 1'
    )
    kernel.send("await new Promise((done) => setTimeout(done, 200))")
    told = ""
    deadline = time.monotonic() + 2
    while told == "" and time.monotonic() < deadline:
        message = kernel.client.get_iopub_msg(timeout=2)
        if message["msg_type"] == "stream" and message["parent_header"]["msg_id"] == shown:
            told = message["content"]["text"]
    assert "late render" in told or "BigInt" in told


def test_process_exit_is_an_error_of_the_cell_and_loses_no_output(kernel):
    result = kernel.run('console.log("before"); process.exit(3)')
    assert result.text() == "before\n"
    assert result.of("error")[0]["ename"] == "ProcessExitError"
    assert "process.exit(3)" in result.of("error")[0]["evalue"]
    assert kernel.run("1 + 1").value() == "2"


def test_output_appears_while_the_cell_still_computes(kernel):
    msg_id = kernel.send('console.log("early"); const until = Date.now() + 1500; while (Date.now() < until);')
    started = time.monotonic()
    message = kernel.wait_for_output(msg_id)
    assert message["content"]["text"] == "early\n"
    assert time.monotonic() - started < 1.3
    kernel.collect(msg_id)


def test_display_update_and_clear(kernel):
    result = kernel.run('display("a", { displayId: "d" }); display("b", { displayId: "d", update: true }); display.clear({ wait: true })')
    (shown,), (updated,), (cleared,) = (result.of(t) for t in ("display_data", "update_display_data", "clear_output"))
    assert shown["transient"] == updated["transient"] == {"display_id": "d"}
    assert updated["data"]["text/plain"] == "'b'"
    assert cleared == {"wait": True}


def test_cells_written_for_tslab_show_things_here(kernel):
    result = kernel.run(
        'import { display as shown, newDisplay } from "tslab"; shown.html("<i>1</i>");\n'
        'const one = newDisplay(); one.text("a"); one.text("b")'
    )
    assert result.of("display_data")[0]["data"] == {"text/html": "<i>1</i>"}
    (updated,) = result.of("update_display_data")
    assert updated["data"]["text/plain"] == "b"
    assert updated["transient"] == result.of("display_data")[1]["transient"]


def test_output_keeps_its_order_when_a_display_takes_its_time(kernel):
    result = kernel.run(
        'const slow = { [Symbol.for("Jupyter.display")]: () =>\n'
        '  new Promise((done) => setTimeout(() => done({ "text/plain": "slow" }), 60)) };\n'
        'display(slow); console.log("printed"); display.markdown("last")'
    )
    shown = [m["msg_type"] for m in result.messages if m["msg_type"] in ("stream", "display_data")]
    assert shown == ["display_data", "stream", "display_data"]


def test_silent_and_store_history(kernel):
    count = kernel.run("1").reply["content"]["execution_count"]
    silent = kernel.run('console.log("x"); display(1); 2', silent=True)
    assert [m["msg_type"] for m in silent.messages] == ["status", "status"]
    unstored = kernel.run("2", store_history=False)
    assert unstored.value() == "2"
    assert kernel.run("3").reply["content"]["execution_count"] == count + 1


def test_user_expressions(kernel):
    result = kernel.run("const answer = 42", user_expressions={"a": "answer + 1", "b": "nowhere"})
    expressions = result.reply["content"]["user_expressions"]
    assert expressions["a"]["data"]["text/plain"] == "43"
    assert expressions["b"]["status"] == "error" and expressions["b"]["ename"] == "TypeScriptError"


def test_cursor_positions_count_code_points(kernel):
    code = 'const 火 = "🔥🔥"; Math.hyp'
    kernel.client.complete(code, len(code))
    content = kernel.client.get_shell_msg(timeout=10)["content"]
    assert content["matches"] == ["hypot"]
    assert (content["cursor_start"], content["cursor_end"]) == (len(code) - 3, len(code))
    (typed,) = content["metadata"]["_jupyter_types_experimental"]
    signature = "Math.hypot(...values: number[]): number"
    assert typed == {"text": "hypot", "type": "method", "signature": signature, "start": len(code) - 3, "end": len(code)}


def test_inspection_has_documentation_in_markdown(kernel):
    kernel.run("/** Halves a number. @param n what to halve */\nfunction halve(n: number): number { return n / 2 }")
    code = 'const 🔥 = 1; halve'.replace("🔥", "f") + "(3)"
    kernel.client.inspect(code, code.index("(3)"))
    content = kernel.client.get_shell_msg(timeout=10)["content"]
    assert content["found"] is True
    assert "function halve(n: number): number" in content["data"]["text/plain"]
    assert content["data"]["text/markdown"].startswith("```typescript\n")
    kernel.client.inspect("    ", 2)
    assert kernel.client.get_shell_msg(timeout=10)["content"]["found"] is False


def test_comm_info_is_empty(kernel):
    msg_id = kernel.client.comm_info()
    reply = kernel.client.get_shell_msg(timeout=10)
    assert reply["parent_header"]["msg_id"] == msg_id
    assert reply["content"] == {"status": "ok", "comms": {}}


def test_a_wrong_signature_and_garbage_are_ignored(kernel):
    info = kernel.manager.get_connection_info()
    forger = Session(key=b"not the key")
    with zmq.Context() as context:
        socket = context.socket(zmq.DEALER)
        socket.linger = 0
        socket.connect(f"tcp://{info['ip']}:{info['shell_port']}")
        for frames in ([b""], [b"<IDS|MSG>"], [b"\xff" * 100] * 7, [b"<IDS|MSG>", b"", b"{", b"{}", b"{}", b"{}"]):
            socket.send_multipart(frames)
        forger.send(socket, "execute_request", {"code": "globalThis.forged = true", "silent": False})
        assert socket.poll(500) == 0
        socket.close()
    assert kernel.run("typeof (globalThis as any).forged").value() == "'undefined'"


def test_many_prints_arrive_whole_and_in_order(kernel):
    result = kernel.run("for (let i = 0; i < 20000; i++) { console.log(i); if (i % 5000 === 0) console.error(i) }")
    assert result.text().split() == [str(i) for i in range(20000)]
    assert len(result.of("stream")) < 200


def test_what_json_cannot_carry_is_an_error_of_the_cell(kernel):
    (error,) = kernel.run("display.json(3n)").of("error")
    assert "BigInt" in error["evalue"]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("await (Promise.resolve(1))", "1"),
        ("await (async () => 2)()", "2"),
        ("let total = 0; for await (const n of [1, 2]) total += n; total", "3"),
        ('const path = await import("path"); path.basename("/a/b")', "'b'"),
        ('const fs = await import("fs"); fs.existsSync("/")', "true"),
        ("({ total })", "{ total: 3 }"),
        ("const total = `now ${typeof total}`", None),
        ("class Encoder<T> { constructor(readonly width: T) {} }; new Encoder(3).width", "3"),
        ("class Encoder { depth = 4 }; new Encoder().depth", "4"),
        ("null", "null"),
        ("undefined", None),
        ('import { createServer } from "http"; typeof createServer', "'function'"),
        ("const createServer = 1; createServer", "1"),
        ("setTimeout(() => {}, 1).hasRef()", "true"),
        ("export function half(n: number) { return n / 2 }\nexport class Pasted {}\nexport const pasted = half(3); pasted", "1.5"),
    ],
)
def test_typescript_as_people_write_it(kernel, code, value):
    result = kernel.run(code)
    if code.startswith("const total"):
        # TypeScript knows that this name cannot be used before it is declared
        assert result.of("error")[0]["ename"] == "TypeScriptError"
        return
    assert result.of("error") == []
    assert result.value() == value


def test_kernel_info_names_the_language(kernel):
    kernel.client.kernel_info()
    content = kernel.client.get_shell_msg(timeout=5)["content"]
    assert content["protocol_version"] == "5.3"
    assert content["language_info"]["codemirror_mode"] == "typescript"
    assert json.dumps(content["supported_features"]) == "[]"
