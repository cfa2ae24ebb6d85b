"""Start, restart, shutdown, and the end of the parent."""

import os
import signal
import subprocess
import sys
import time


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid, seconds):
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


def test_shutdown_answers_and_leaves_no_process(own_kernel):
    pid = own_kernel.manager.provisioner.pid
    assert own_kernel.run("1 + 1").value() == "2"
    reply = own_kernel.ask_control("shutdown_request", {"restart": False})
    assert reply["content"] == {"status": "ok", "restart": False}
    assert wait_until_gone(pid, 3)
    assert own_kernel.manager.provisioner.process.wait(3) == 0


def test_shutdown_of_a_busy_kernel_leaves_no_process(own_kernel):
    pid = own_kernel.manager.provisioner.pid
    msg_id = own_kernel.send('console.log("started"); while (true) {}')
    own_kernel.wait_for_output(msg_id)
    began = time.monotonic()
    own_kernel.manager.shutdown_kernel(now=False)
    assert wait_until_gone(pid, 3)
    assert time.monotonic() - began < 3


def test_restart_forgets_the_variables_and_counts_from_one(own_kernel):
    own_kernel.run("const kept = 1")
    own_kernel.manager.restart_kernel(now=False)
    own_kernel.client.stop_channels()
    own_kernel.connect()
    result = own_kernel.run("typeof kept")
    assert result.of("error")[0]["ename"] == "TypeScriptError"
    assert own_kernel.run("2").reply["content"]["execution_count"] == 2


def test_a_kernel_whose_parent_is_killed_ends_itself():
    parent = (
        "from jupyter_client.manager import KernelManager\nimport time\n"
        "m = KernelManager(kernel_name='contrastbook'); m.start_kernel(); c = m.client(); c.start_channels()\n"
        "c.wait_for_ready(timeout=30); print(m.provisioner.pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True) as process:
        pid = int(process.stdout.readline())
        assert alive(pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
        gone = wait_until_gone(pid, 5)
        if not gone:
            os.kill(pid, signal.SIGKILL)
        assert gone
