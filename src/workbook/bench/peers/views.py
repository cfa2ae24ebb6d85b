"""SimCLR's augmentation with torchvision v2, image by image in a DataLoader: every image has random numbers of its own."""

import time

import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import v2

FORMATS = {"pil": lambda image: Image.fromarray(image.numpy()), "tensor": lambda image: image.permute(2, 0, 1).contiguous()}


def simclr_transform():
    return v2.Compose(
        [
            v2.RandomResizedCrop(32, scale=(0.08, 1.0)),
            v2.RandomHorizontalFlip(),
            v2.RandomApply([v2.ColorJitter(0.4, 0.4, 0.4, 0.1)], p=0.8),
            v2.RandomGrayscale(0.2),
            v2.ToImage(),
            v2.ToDtype(torch.float32, scale=True),
        ]
    )


class Images(Dataset):
    def __init__(self, images, views):
        self.images, self.views, self.transform = images, views, simclr_transform()

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return [self.transform(self.images[index]) for _ in range(self.views)]


class Batches:
    """`count` batches of images in random order."""

    def __init__(self, images, size):
        self.images, self.size, self.count = images, size, 0

    def __len__(self):
        return self.count

    def __iter__(self):
        order = torch.empty(0, dtype=torch.int64)
        for _ in range(self.count):
            if len(order) < self.size:
                order = torch.randperm(self.images)
            yield order[: self.size].tolist()
            order = order[self.size :]


class Views:
    """Batches of views from the golden images."""

    def __init__(self, job, golden, batch, views):
        images = [FORMATS[job["images"]](image) for image in golden.tensor("images")]
        workers = job["workers"]
        self.batches = Batches(len(images), batch)
        self.loader = DataLoader(
            Images(images, views), batch_sampler=self.batches, num_workers=workers, persistent_workers=workers > 0
        )
        # What workers prepare beyond the batch that is asked for.
        self.ahead = workers * (self.loader.prefetch_factor or 0)

    def pixels(self):
        """Mean and deviation of the pixels of 2,560 views: the same as ours, when the work is the same."""
        self.batches.count = max(1, 2560 // self.batches.size)
        pixels = torch.cat([views[0] for views in self.loader])
        return {"mean": pixels.mean().item(), "deviation": pixels.std().item()}

    def milliseconds(self, steps, consume):
        """The time of `steps` batches in the middle of an epoch: the workers are ahead when the clock starts, and still at
        work when it stops."""
        self.batches.count = 1 + steps + self.ahead
        batches = iter(self.loader)
        consume(next(batches))
        start = time.perf_counter()
        for _ in range(steps):
            consume(next(batches))
        stop = time.perf_counter()
        for _ in batches:
            pass
        return (stop - start) * 1000
