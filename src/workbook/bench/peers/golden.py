"""Reads what the TypeScript side exported: golden.json says where in golden.bin each array lies."""

import json
import os

import numpy
import torch


class Golden:
    def __init__(self, folder):
        with open(os.path.join(folder, "golden.json")) as file:
            self.index = json.load(file)["arrays"]
        self.data = numpy.fromfile(os.path.join(folder, "golden.bin"), dtype=numpy.uint8)

    def tensor(self, name):
        """The array of this name, a copy."""
        entry = self.index[name]
        dtype = numpy.dtype(entry["dtype"])
        count = int(numpy.prod(entry["shape"]))
        values = numpy.frombuffer(self.data, dtype, count, entry["offset"])
        return torch.from_numpy(values.reshape(entry["shape"]).copy())
