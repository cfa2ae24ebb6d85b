"""Batches of 256 images in memory, one random view of each."""

from views import Views


class Session:
    def __init__(self, job, golden):
        self.views = Views(job, golden, batch=256, views=1)
        self.facts = {"pixels": self.views.pixels()}

    def run(self, steps):
        return self.views.milliseconds(steps, lambda views: None)


def open_session(job, golden):
    return Session(job, golden)
