"""SimCLR steps from images in memory: two random views of 128 images, then the step."""

import torch

from simclr import SimclrTraining
from views import Views


class Session:
    def __init__(self, job, golden):
        self.training = SimclrTraining(job, golden)
        self.views = Views(job, golden, batch=128, views=2)
        self.facts = {**self.training.facts, "pixels": self.views.pixels()}

    def step(self, pair):
        self.training.step(self.training.laid_out(torch.cat(pair)))

    def run(self, steps):
        return self.views.milliseconds(steps, self.step)


def open_session(job, golden):
    return Session(job, golden)
