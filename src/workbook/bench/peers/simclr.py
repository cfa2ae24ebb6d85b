"""The networks, the loss and the training step of contrastbook's models in PyTorch, layer by layer under the same names."""

import torch
import torch.nn.functional as F
from torch import nn

from timing import milliseconds

BLOCKS = {10: [1, 1, 1, 1], 18: [2, 2, 2, 2]}


class Convolution(nn.Conv2d):
    """A convolution without bias.

    `exact` pads as TensorFlow's "same" does, which at stride 2 is after the image only: needed for equal losses. PyTorch's
    own padding gives an equal amount of work without a copy of the image, so the measured steps use that.
    """

    def __init__(self, inputs, outputs, size, stride):
        super().__init__(inputs, outputs, size, stride, padding=size // 2, bias=False)
        self.exact = False

    def forward(self, x):
        if self.exact and self.stride[0] == 2 and self.kernel_size[0] == 3:
            return F.conv2d(F.pad(x, (0, 1, 0, 1)), self.weight, stride=self.stride)
        return super().forward(x)


class Network(nn.Module):
    """A ResNet with a 3x3 stem, and the two-layer projection head with batch norm between."""

    def __init__(self, width, depth=18, stem_stride=1, outputs=128):
        super().__init__()
        self.layers = nn.ModuleDict()
        self.blocks = []
        self.convolution("stem", 3, width, 3, stem_stride)
        channels = width
        for stage, count in enumerate(BLOCKS[depth]):
            for block in range(count):
                name, filters = f"stage{stage + 1}_block{block + 1}", width * 2**stage
                stride = 2 if stage > 0 and block == 0 else 1
                self.convolution(f"{name}_a", channels, filters, 3, stride)
                self.convolution(f"{name}_b", filters, filters, 3, 1)
                shortcut = stride != 1 or channels != filters
                if shortcut:
                    self.convolution(f"{name}_shortcut", channels, filters, 1, stride)
                self.blocks.append((name, shortcut))
                channels = filters
        self.layers["head_1"] = nn.Linear(channels, channels, bias=False)
        self.layers["head_1_bn"] = nn.BatchNorm1d(channels)
        self.layers["head_2"] = nn.Linear(channels, outputs, bias=False)

    def convolution(self, name, inputs, outputs, size, stride):
        self.layers[f"{name}_conv"] = Convolution(inputs, outputs, size, stride)
        self.layers[f"{name}_bn"] = nn.BatchNorm2d(outputs)

    def normalized(self, name, x):
        return self.layers[f"{name}_bn"](self.layers[f"{name}_conv"](x))

    def features(self, x):
        """h, before the head."""
        x = F.relu(self.normalized("stem", x))
        for name, shortcut in self.blocks:
            residual = self.normalized(f"{name}_b", F.relu(self.normalized(f"{name}_a", x)))
            x = F.relu(residual + (self.normalized(f"{name}_shortcut", x) if shortcut else x))
        return x.mean((2, 3))

    def forward(self, x):
        h = self.features(x)
        return self.layers["head_2"](F.relu(self.layers["head_1_bn"](self.layers["head_1"](h))))

    @torch.no_grad()
    def load(self, golden):
        for name, layer in self.layers.items():
            if isinstance(layer, nn.Conv2d):
                layer.weight.copy_(golden.tensor(f"{name}/kernel").permute(3, 2, 0, 1))
            elif isinstance(layer, nn.Linear):
                layer.weight.copy_(golden.tensor(f"{name}/kernel").t())
            else:
                layer.weight.copy_(golden.tensor(f"{name}/gamma"))
                layer.bias.copy_(golden.tensor(f"{name}/beta"))

    def pad_exactly(self, exact):
        for layer in self.layers.values():
            if isinstance(layer, Convolution):
                layer.exact = exact


def nt_xent(z, temperature=0.5):
    z = F.normalize(z)
    views = z.shape[0]
    self_pairs = torch.eye(views, dtype=torch.bool)
    similarities = (z @ z.t() / temperature).masked_fill(self_pairs, float("-inf"))
    partners = torch.arange(views).roll(views // 2)
    return F.cross_entropy(similarities, partners)


class SimclrTraining:
    """Training from the golden weights. `facts` holds the losses of its first steps on the golden views."""

    def __init__(self, job, golden):
        network = Network(job["width"])
        network.load(golden)
        layouts = {"contiguous": torch.contiguous_format, "channels-last": torch.channels_last}
        self.layout = layouts[job["layout"]]
        network.to(memory_format=self.layout)
        self.optimizer = torch.optim.SGD(network.parameters(), 0.05, 0.9, fused=True)
        loss = lambda views: nt_xent(network(views))
        self.loss = torch.compile(loss) if job["mode"] == "compiled" else loss
        self.views = self.laid_out(golden.tensor("views").permute(0, 3, 1, 2))
        network.pad_exactly(True)
        losses = []
        first = milliseconds(lambda: losses.append(self.step(self.views)))
        losses += [self.step(self.views) for _ in range(2)]
        network.pad_exactly(False)
        self.step(self.views)
        self.facts = {"losses": losses, "firstCallMs": first}

    def laid_out(self, views):
        return views.contiguous(memory_format=self.layout)

    def step(self, views):
        self.optimizer.zero_grad()
        loss = self.loss(views)
        loss.backward()
        self.optimizer.step()
        return loss.item()
