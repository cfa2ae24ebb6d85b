"""Measures Jupyter kernels in turns: measure_kernels.py ROUNDS NAME... prints one JSON object a line.

Each line is {"kernel": ..., "measure": ..., "value": ...}; seconds, but MiB for memory. JUPYTER_PATH says where the kernels are.
"""

import json
import subprocess
import sys
import time
from queue import Empty

from jupyter_client.manager import KernelManager

LATER = 20
FIGURE = '''import { figure } from "contrastbook";
figure([{ type: "scatter", x: [1, 2, 3], y: [1, %d, 9] }], { title: { text: "loss" } })'''
# what only our kernel can be asked
OURS = [
    ("import of the project", 'import { tf } from "contrastbook"; tf.add(1, 1).dataSync()[0]'),
    ("first figure", FIGURE % 4),
    ("later figure", FIGURE % 5),
]


def process_tree(pid):
    table = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children = {}
    for line in table.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    tree = [pid]
    for one in tree:
        tree += children.get(one, [])
    return tree


def memory_mib(pid):
    """Memory of a process and all below it; what they share counts once."""
    kib = 0
    for one in process_tree(pid):
        try:
            with open(f"/proc/{one}/smaps_rollup") as file:
                kib += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (FileNotFoundError, ProcessLookupError):
            pass  # it has just ended
    return kib / 1024


def run(client, code):
    """Seconds from the request to the last word of the answer, the idle status."""
    began = time.perf_counter()
    msg_id = client.execute(code)
    reply = None
    while reply is None:
        message = client.get_shell_msg(timeout=120)
        if message["parent_header"].get("msg_id") == msg_id:
            reply = message
    while True:
        message = client.get_iopub_msg(timeout=120)
        ours = message["parent_header"].get("msg_id") == msg_id
        if ours and message["content"].get("execution_state") == "idle":
            break
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"{code!r} failed: {reply['content'].get('evalue')}")
    return time.perf_counter() - began


def wait_for_answer(client):
    """Until the kernel has answered on shell, and published on iopub that it did."""
    while True:
        client.kernel_info()
        client.get_shell_msg(timeout=120)
        try:
            client.get_iopub_msg(timeout=0.2)
            return
        except Empty:
            pass  # the answer came before the subscription was heard


def measure(name):
    def tell(what, value):
        print(json.dumps({"kernel": name, "measure": what, "value": value}), flush=True)

    manager = KernelManager(kernel_name=name)
    began = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    # not client.wait_for_ready: that ends with a pause of 0.2 s, whatever the kernel
    wait_for_answer(client)
    tell("ready", time.perf_counter() - began)
    tell("first cell", run(client, "1+1"))
    later = sorted(run(client, f"1+{n}") for n in range(LATER))
    tell("later cell", (later[LATER // 2 - 1] + later[LATER // 2]) / 2)
    tell("memory", memory_mib(manager.provisioner.pid))
    if name == "contrastbook":
        for what, code in OURS:
            tell(what, run(client, code))
    client.stop_channels()
    manager.shutdown_kernel(now=True)


for _ in range(int(sys.argv[1])):
    for kernel in sys.argv[2:]:
        measure(kernel)
