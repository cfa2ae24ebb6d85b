"""Trains SimCLR beside ours, from the same initial weights: training.py JOB, a JSON object, prints one line of JSON.

"curves": a number of steps on golden views. "run": epochs over golden images with torchvision's random views, then the features of
the images of the probe and of the test, as float32 in the file features.bin of the golden folder.
"""

import json
import math
import os
import sys
import time

import torch
from torch.utils.data import DataLoader

from golden import Golden
from simclr import Network, nt_xent
from views import FORMATS, Images

LAYOUTS = {"contiguous": torch.contiguous_format, "channels-last": torch.channels_last}


class Training:
    def __init__(self, job, golden):
        self.network = Network(job["width"], job["depth"], job["stemStride"], 8 * job["width"])
        self.network.load(golden)
        self.network.pad_exactly(True)
        if job.get("moved"):
            self.move()
        self.dtype = {"float32": torch.float32, "float64": torch.float64}[job.get("dtype", "float32")]
        self.layout = LAYOUTS[job.get("layout", "channels-last")]
        self.network.to(dtype=self.dtype, memory_format=self.layout)
        self.rate, self.temperature = job["learningRate"], job["temperature"]
        parameters = self.network.parameters()
        if job["optimizer"] == "adam":
            # tfjs' epsilon.
            self.optimizer = torch.optim.Adam(parameters, self.rate, (0.9, 0.99), eps=1e-7)
        else:
            self.optimizer = torch.optim.SGD(parameters, self.rate, 0.9)

    @torch.no_grad()
    def move(self):
        """Every weight up or down by half the distance of neighbouring numbers, relatively: what rounding may do."""
        torch.manual_seed(1)
        for parameter in self.network.parameters():
            parameter.mul_(1 + 2.0**-24 * (2 * torch.randint(0, 2, parameter.shape).double() - 1))

    def laid_out(self, views):
        return views.to(self.dtype).contiguous(memory_format=self.layout)

    def step(self, views):
        self.optimizer.zero_grad()
        loss = nt_xent(self.network(views), self.temperature)
        loss.backward()
        self.optimizer.step()
        return loss.item()


def curves(job, golden):
    training = Training(job, golden)
    batches = golden.tensor("views").permute(0, 1, 4, 2, 3)
    start = time.perf_counter()
    losses = [training.step(training.laid_out(batches[step % len(batches)])) for step in range(job["steps"])]
    return {"losses": losses, "seconds": time.perf_counter() - start}


def run(job, golden):
    torch.manual_seed(job["seed"])
    training = Training(job, golden)
    loader = DataLoader(
        Images([FORMATS[job["images"]](image) for image in golden.tensor("images")], 2),
        job["batchSize"],
        shuffle=True,
        drop_last=True,
        num_workers=job["workers"],
        persistent_workers=job["workers"] > 0,
    )
    total, losses = job["epochs"] * len(loader), []
    start = time.perf_counter()
    for _ in range(job["epochs"]):
        for views in loader:
            for group in training.optimizer.param_groups:
                group["lr"] = training.rate * (1 + math.cos(math.pi * len(losses) / total)) / 2
            losses.append(training.step(training.laid_out(torch.cat(views))))
    seconds = time.perf_counter() - start
    features = torch.cat([features_of(training, golden.tensor(name)) for name in ("probe", "test")])
    features.numpy().tofile(os.path.join(job["golden"], "features.bin"))
    return {"losses": losses, "seconds": seconds}


@torch.no_grad()
def features_of(training, images):
    training.network.eval()
    pixels = (chunk.permute(0, 3, 1, 2).float() / 255 for chunk in images.split(500))
    return torch.cat([training.network.features(training.laid_out(chunk)) for chunk in pixels])


def main():
    job = json.loads(sys.argv[1])
    torch.set_num_threads(job["threads"])
    print(json.dumps({"curves": curves, "run": run}[job["task"]](job, Golden(job["golden"]))))


if __name__ == "__main__":
    main()
