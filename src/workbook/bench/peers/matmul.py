"""Products of two 2048 x 2048 matrices."""

import torch

from timing import milliseconds


class Session:
    facts = {}

    def __init__(self):
        self.a, self.b, self.product = torch.randn(2048, 2048), torch.randn(2048, 2048), torch.empty(2048, 2048)
        self.run(2)

    def run(self, steps):
        return milliseconds(lambda: [torch.mm(self.a, self.b, out=self.product) for _ in range(steps)])


def open_session(job, golden):
    return Session()
