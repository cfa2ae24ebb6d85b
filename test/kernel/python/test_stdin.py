"""What cells ask their reader: input, and the web's prompt, confirm and alert."""

import time
from queue import Empty

import pytest


def question(kernel, timeout=10):
    return kernel.client.get_stdin_msg(timeout=timeout)


def answer(kernel, text, to=None):
    message = kernel.client.session.msg("input_reply", {"value": text}, parent=to)
    kernel.client.stdin_channel.send(message)


def ask(kernel, code, *answers):
    """Runs a cell that asks; returns its result and the questions."""
    cell = kernel.send(code, allow_stdin=True)
    questions = []
    for text in answers:
        asked = question(kernel)
        assert asked["msg_type"] == "input_request"
        assert asked["parent_header"]["msg_id"] == cell
        questions.append(asked["content"])
        answer(kernel, text, asked)
    return kernel.collect(cell)[0], questions


def test_input_waits_for_a_line_of_text(kernel):
    result, questions = ask(kernel, 'const name = await input("Name: "); name.length', "Ünï 🙂")
    assert result.value() == "6"
    assert questions == [{"prompt": "Name: ", "password": False}]


def test_a_password_is_asked_for_as_one(kernel):
    result, questions = ask(kernel, 'await input("Key: ", { password: true })', "s3cret")
    assert (result.value(), questions) == ("'s3cret'", [{"prompt": "Key: ", "password": True}])


def test_what_was_printed_before_a_question_is_there_when_it_is_asked(kernel):
    cell = kernel.send('console.log("before"); prompt("And?"); console.log("after")', allow_stdin=True)
    question(kernel)
    assert kernel.wait_for_output(cell, timeout=2)["content"]["text"] == "before\n"
    answer(kernel, "x")
    assert kernel.collect(cell)[0].text() == "after\n"


@pytest.mark.parametrize("behind", ["", "await null; "])
def test_prompt_confirm_and_alert_block_as_in_a_page(kernel, behind):
    code = behind + 'const got = [prompt("Name"), prompt("Seed", "7"), prompt("Any"), confirm("Sure?"), confirm(), alert("Done")]; got.join("|")'
    result, questions = ask(kernel, code, "Ada", "", "", "Yes", "no", "")
    assert result.value() == "'Ada|7||true|false|'"
    assert [q["prompt"] for q in questions][:3] == ["Name ", "Seed [7] ", "Any "]


def test_two_questions_at_once_are_asked_one_after_the_other(kernel):
    result, questions = ask(kernel, 'const both = await Promise.all([input("a"), input("b")]); both.join()', "1", "2")
    assert (result.value(), [q["prompt"] for q in questions]) == ("'1,2'", ["a", "b"])


def test_a_question_that_blocks_waits_for_the_answer_to_an_earlier_one(kernel):
    result, _ = ask(kernel, 'const first = input("a"); const second = prompt("b"); [await first, second].join()', "1", "2")
    assert result.value() == "'1,2'"


@pytest.mark.parametrize("code", ['await input("?")', 'prompt("?")', 'confirm("?")', 'alert("?")'])
def test_a_client_without_a_reader_makes_it_an_error(kernel, code):
    (error,) = kernel.run(code, allow_stdin=False).of("error")
    assert error["ename"] == "StdinNotAllowedError"
    assert error["evalue"].startswith(code.split("(")[0].split()[-1] + ": the client takes no input")
    with pytest.raises(Empty):
        question(kernel, timeout=0.2)


def test_a_timer_that_outlives_its_cell_cannot_ask(kernel):
    cell = kernel.send('setTimeout(() => { try { prompt("late") } catch (e) { console.log((e as Error).name) } }, 50); 1', allow_stdin=True)
    kernel.collect(cell)
    assert kernel.wait_for_output(cell)["content"]["text"] == "StdinNotAllowedError\n"


@pytest.mark.parametrize("code", ['await input("?")', 'prompt("?")', 'await null; prompt("?")'])
def test_an_interrupt_ends_a_cell_that_waits_and_its_answer_is_not_taken_for_the_next(kernel, code):
    cell = kernel.send(code, allow_stdin=True)
    stale = question(kernel)
    kernel.ask_control("interrupt_request", {})
    (result,) = kernel.collect(cell, timeout=5)
    assert result.of("error")[0]["ename"] == "KernelInterrupted"
    # one that comes while nobody asks, and one that comes when the next question is open
    answer(kernel, "stale without a parent")
    time.sleep(0.1)
    cell = kernel.send('await input("next")', allow_stdin=True)
    fresh = question(kernel)
    answer(kernel, "stale", stale)
    answer(kernel, "fresh", fresh)
    assert kernel.collect(cell)[0].value() == "'fresh'"


def test_a_reply_that_does_not_say_what_it_answers_is_taken_too(kernel):
    cell = kernel.send('prompt("?")', allow_stdin=True)
    question(kernel)
    kernel.client.input("as jupyter_client sends it")
    assert kernel.collect(cell)[0].value() == "'as jupyter_client sends it'"


def test_the_heart_beats_and_control_answers_while_a_question_blocks(kernel):
    cell = kernel.send('prompt("?")', allow_stdin=True)
    question(kernel)
    began = time.monotonic()
    assert kernel.ask_control("kernel_info_request", {})["content"]["status"] == "ok"
    assert time.monotonic() - began < 0.5
    assert kernel.client.hb_channel.is_beating()
    answer(kernel, "")
    kernel.collect(cell)


def test_a_crash_while_a_question_is_open_leaves_no_question(own_kernel):
    kernel = own_kernel
    cell = kernel.send('setTimeout(() => process.kill(process.pid, "SIGKILL"), 100); await input("?")', allow_stdin=True)
    question(kernel)
    (result,) = kernel.collect(cell)
    assert result.reply["content"]["status"] == "error"
    answer(kernel, "stale")
    assert ask(kernel, 'await input("again")', "new")[0].value() == "'new'"


def test_a_cell_can_still_call_its_own_variable_input(kernel):
    assert kernel.run("const input = [1, 2]; input.length").value() == "2"
    assert kernel.run("input.length").value() == "2"
