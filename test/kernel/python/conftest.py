"""A running kernel, driven by Jupyter's own client."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

import pytest
from jupyter_client.manager import KernelManager

TIMEOUT = 30

# also of kernels that a test starts by other means, whose history must not end up in the home
os.environ.setdefault("CONTRASTBOOK_HISTORY", "off")


@dataclass
class Result:
    reply: dict
    messages: list[dict] = field(default_factory=list)

    def of(self, msg_type: str) -> list[dict]:
        return [m["content"] for m in self.messages if m["msg_type"] == msg_type]

    def text(self, name: str = "stdout") -> str:
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    def value(self) -> str | None:
        results = self.of("execute_result")
        return results[0]["data"]["text/plain"] if results else None


class Kernel:
    def __init__(self, **environment: str) -> None:
        self.manager = KernelManager(kernel_name="contrastbook")
        # the kernelspec's own variables would win; each kernel has its own history unless a test says otherwise
        self.manager.kernel_spec.env.update({"CONTRASTBOOK_HISTORY": "off", **environment})
        self.manager.start_kernel()
        self.connect()

    def connect(self) -> None:
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    def send(self, code: str, **options) -> str:
        return self.client.execute(code, **options)

    def collect(self, *ids: str, timeout: float = TIMEOUT) -> list[Result]:
        """Waits for the replies to `ids` and for the idle of each; output for others is dropped."""
        results = {i: Result({}) for i in ids}
        waiting = set(ids)
        deadline = time.monotonic() + timeout
        while waiting:
            message = self.client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            parent = message["parent_header"].get("msg_id")
            if parent not in results:
                continue
            results[parent].messages.append(message)
            if message["content"].get("execution_state") == "idle":
                waiting.discard(parent)
        missing = set(ids)
        while missing:
            message = self.client.get_shell_msg(timeout=max(0.01, deadline - time.monotonic()))
            parent = message["parent_header"].get("msg_id")
            if parent in missing:
                results[parent].reply = message
                missing.discard(parent)
        return [results[i] for i in ids]

    def run(self, code: str, timeout: float = TIMEOUT, **options) -> Result:
        return self.collect(self.send(code, **options), timeout=timeout)[0]

    def wait_for_output(self, msg_id: str, timeout: float = TIMEOUT) -> dict:
        """The next message for `msg_id` that is neither a status nor its input."""
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == msg_id and message["msg_type"] not in ("status", "execute_input"):
                return message

    def ask_control(self, msg_type: str, content: dict, timeout: float = 5) -> dict:
        message = self.client.session.msg(msg_type, content)
        self.client.control_channel.send(message)
        while True:
            reply = self.client.get_control_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return reply

    def stop(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)


@pytest.fixture(scope="module")
def kernel():
    running = Kernel()
    yield running
    running.stop()


@pytest.fixture()
def own_kernel():
    """For tests that end their kernel."""
    running = Kernel()
    yield running
    if running.manager.has_kernel:
        running.stop()
