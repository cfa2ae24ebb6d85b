"""Estimates mutual information by MINE beside ours: mine_estimate.py JOB, a JSON object, prints one line of JSON.

Written from the paper, not from our code: the data, the initial weights and the settings are ours, everything else is PyTorch's.
The golden folders, one for each seed, hold x and z of three parts (train, validation, test) and the critic's weights.
"""

import copy
import json
import math
import sys
import time

import torch
from torch import nn

from golden import Golden

SHIFTS = 8  # marginal pairs of each held-out pair
LONGEST_GRADIENT = 5.0


def critic_of(golden):
    layers = []
    for n in (1, 2, 3):
        weight = golden.tensor(f"critic_{n}/kernel")
        linear = nn.Linear(*weight.shape)
        with torch.no_grad():
            linear.weight.copy_(weight.t())
            linear.bias.copy_(golden.tensor(f"critic_{n}/bias"))
        layers += [linear, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def score(critic, x, z):
    return critic(torch.cat([x, z], 1)).squeeze(1)


def apart(z, by=1):
    """z, each moved to another x: marginal pairs without a joint one among them."""
    return torch.roll(z, -by, 0)


def log_mean_exp(t):
    return torch.logsumexp(t, 0) - math.log(len(t))


@torch.no_grad()
def held_out(critic, x, z):
    """The Donsker-Varadhan bound on pairs that nothing was trained on."""
    joint = score(critic, x, z).double().mean()
    marginal = torch.cat([score(critic, x, apart(z, n + 1)) for n in range(SHIFTS)]).double()
    return (joint - log_mean_exp(marginal)).item()


def estimate(job, seed, folder):
    golden = Golden(folder)
    torch.manual_seed(seed)
    x, z = golden.tensor("train/x"), golden.tensor("train/z")
    validation = golden.tensor("validation/x"), golden.tensor("validation/z")
    critic = critic_of(golden)
    # tfjs' epsilon.
    optimizer = torch.optim.Adam(critic.parameters(), job["learningRate"], eps=1e-7)
    best, weights, order = -math.inf, None, iter(())
    start = time.perf_counter()
    for step in range(job["steps"]):
        rows = next(order, None)
        if rows is None:
            whole = len(x) // job["batchSize"] * job["batchSize"]
            order = iter(torch.randperm(len(x))[:whole].split(job["batchSize"]))
            rows = next(order)
        for group in optimizer.param_groups:
            group["lr"] = job["learningRate"] * (1 + math.cos(math.pi * step / job["steps"])) / 2
        joint, marginal = score(critic, x[rows], z[rows]), score(critic, x[rows], apart(z[rows]))
        loss = log_mean_exp(marginal) - joint.mean()
        if not math.isfinite(loss.item()):
            return {"seed": seed, "miNats": None, "seconds": time.perf_counter() - start}
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(critic.parameters(), LONGEST_GRADIENT)
        optimizer.step()
        if (step + 1) % job["evaluateEvery"] == 0:
            value = held_out(critic, *validation)
            if value > best:
                best, weights = value, copy.deepcopy(critic.state_dict())
    critic.load_state_dict(weights)
    value = held_out(critic, golden.tensor("test/x"), golden.tensor("test/z"))
    return {"seed": seed, "miNats": value, "seconds": time.perf_counter() - start}


def main():
    job = json.loads(sys.argv[1])
    torch.set_num_threads(job["threads"])
    print(json.dumps({"estimates": [estimate(job, **one) for one in job["samples"]]}), flush=True)


if __name__ == "__main__":
    main()
