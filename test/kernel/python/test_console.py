"""`jupyter console` on this kernel, typed into through a terminal."""

import os
import re
import sys
import time

import pexpect
import psutil
import pytest

ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>()][0-9A-B]?)")
CTRL_C, CTRL_D, ENTER = "\x03", "\x04", "\r"


class Console:
    """A terminal in which the console runs. What it shows is read without colours and cursor movements."""

    def __init__(self):
        # without this the console asks the terminal where the cursor is, and nobody answers
        env = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "COLUMNS": "120"}
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "jupyter_console", "--kernel", "contrastbook"],
            env=env,
            encoding="utf-8",
            dimensions=(40, 120),
        )
        self.shown = ""

    def wait(self, pattern, seconds=30):
        """Reads until the text since the last call holds `pattern`; returns all of that text."""
        deadline = time.monotonic() + seconds
        while not re.search(pattern, self.shown):
            assert time.monotonic() < deadline, f"{pattern} did not appear in:\n{self.shown}"
            try:
                self.shown += ESCAPES.sub("", self.process.read_nonblocking(4096, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                assert re.search(pattern, self.shown), f"the console ended, having shown:\n{self.shown}"
        text, self.shown = self.shown, ""
        return text

    def type(self, text):
        self.process.send(text)

    def kernel_processes(self):
        return psutil.Process(self.process.pid).children(recursive=True)


@pytest.fixture
def console():
    running = Console()
    yield running
    running.process.close(force=True)


def test_a_session_in_a_terminal(console):
    banner = console.wait(r"In \[1\]: ")
    assert "contrastbook" in banner and "TypeScript" in banner
    # as long as a reader takes to begin: the console gives a compiler that still loads one second for an answer
    time.sleep(2)
    console.type("1 + 1" + ENTER)
    assert re.search(r"Out\[1\]: 2", console.wait(r"In \[2\]: "))

    # a line that wants more gets more, and the block runs when it is whole
    console.type("function twice(n: number) {" + ENTER)
    assert "In [3]" not in console.wait(r"\.\.\.: ")
    console.type("return 2 * n;" + ENTER)
    console.wait(r"\.\.\.: ")
    console.type("}" + ENTER)
    console.wait(r"In \[3\]: ")
    console.type("twice(21)" + ENTER)
    assert re.search(r"Out\[3\]: 42", console.wait(r"In \[4\]: "))

    console.type('console.log("printed"); throw new RangeError("no such view")' + ENTER)
    failed = console.wait(r"In \[5\]: ")
    assert "printed" in failed and "RangeError: no such view" in failed

    # Ctrl-C ends a busy loop, and the next input works with the variables as they were
    console.type('let turns = 0; console.log("turning"); while (true) turns++' + ENTER)
    console.wait(r"turning\r?\n")
    time.sleep(0.2)
    console.type(CTRL_C)
    assert "KernelInterrupted" in console.wait(r"In \[6\]: ", seconds=10)
    console.type("turns > 0 && twice(2)" + ENTER)
    assert re.search(r"Out\[6\]: 4", console.wait(r"In \[7\]: "))

    # names are completed by Tab
    console.type("twi\t")
    console.wait(r"twice")
    console.type("(4)" + ENTER)
    assert re.search(r"Out\[7\]: 8", console.wait(r"In \[8\]: "))

    processes = console.kernel_processes()
    assert processes
    console.type(CTRL_D)
    console.wait(r"exit")
    console.type("y" + ENTER)
    console.process.expect(pexpect.EOF, timeout=10)
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == [], "the kernel outlives its console"
