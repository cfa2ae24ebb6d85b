"""Steps of the MINE estimator: a 40-128-128-1 ELU network, the Donsker-Varadhan bound, Adam."""

import math

import torch
from torch import nn

from timing import milliseconds


class Session:
    def __init__(self, job, golden):
        self.network = nn.Sequential(nn.Linear(40, 128), nn.ELU(), nn.Linear(128, 128), nn.ELU(), nn.Linear(128, 1))
        with torch.no_grad():
            for layer, linear in enumerate(self.network[::2]):
                linear.weight.copy_(golden.tensor(f"w{layer}").t())
                linear.bias.copy_(golden.tensor(f"b{layer}"))
        fused = job["optimizer"] == "fused"
        self.optimizer = torch.optim.Adam(self.network.parameters(), 1e-3, fused=fused, foreach=not fused)
        self.update = self.optimizer.step if fused else torch.compile(self.optimizer.step)
        self.loss = torch.compile(self.negative_bound) if job["mode"] == "compiled" else self.negative_bound
        self.batches = golden.tensor("pairs").unbind()
        losses = []
        first = milliseconds(lambda: losses.append(self.step(self.batches[0]).item()))
        losses += [self.step(batch).item() for batch in self.batches[1:3]]
        self.run(50)
        self.facts = {"losses": losses, "firstCallMs": first}

    def negative_bound(self, pairs):
        joint, marginal = self.network(pairs).chunk(2)
        return torch.logsumexp(marginal.squeeze(1), 0) - math.log(len(marginal)) - joint.mean()

    def step(self, pairs):
        self.optimizer.zero_grad()
        loss = self.loss(pairs)
        loss.backward()
        self.update()
        return loss

    def run(self, steps):
        def work():
            for n in range(steps):
                loss = self.step(self.batches[n % len(self.batches)])
            loss.item()

        return milliseconds(work)


def open_session(job, golden):
    return Session(job, golden)
