"""One SimCLR step after the other, on fixed views."""

from simclr import SimclrTraining
from timing import milliseconds


class Session:
    def __init__(self, job, golden):
        self.training = SimclrTraining(job, golden)
        self.facts = self.training.facts

    def run(self, steps):
        return milliseconds(lambda: [self.training.step(self.training.views) for _ in range(steps)])


def open_session(job, golden):
    return Session(job, golden)
