"""The PyTorch side of the bench: peer.py JOB, a JSON object.

It opens one task, says on stdout that it is ready, and then runs one block of steps for every line "go N" on stdin. Every
message is one line of JSON.
"""

import importlib
import json
import sys

import torch

from golden import Golden

MODULES = {
    "simclr-step": "simclr_step",
    "simclr-end-to-end": "simclr_end_to_end",
    "augmentation": "augmentation",
    "mine-step": "mine_step",
    "matmul": "matmul",
}


def say(message):
    print(json.dumps(message), flush=True)


def peak_mib():
    """The most memory this process ever held. Not getrusage, which also counts whoever forked it."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main():
    job = json.loads(sys.argv[1])
    if "threads" in job:
        torch.set_num_threads(job["threads"])
    torch.manual_seed(0)
    session = importlib.import_module(MODULES[job["task"]]).open_session(job, Golden(job["golden"]))
    say({"event": "ready", "threads": torch.get_num_threads(), **session.facts})
    for line in sys.stdin:
        steps = int(line.split()[1])
        say({"event": "done", "steps": steps, "ms": session.run(steps), "peakMiB": peak_mib()})


if __name__ == "__main__":
    main()
