"""The tasks of Table 1: their data, what is lost and how they are scored. One run trains one network on one of them.

Data is made or fetched once and is the same for every seed; a seed decides where the weights begin and in which order
the examples come. What is held out for validation: for the synthetic tasks as many fresh examples as for the test, for
MNIST the last 5,000 of the 60,000 training images, for music and text the sets that come with the data. (The paper's
programs have no validation set for the synthetic tasks and MNIST.)
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, mse_loss, one_hot

from unrolled.benchmark.language import TEXT_TASKS
from unrolled.benchmark.task import Batch, Data, Task, TaskError, sha256
from unrolled.datasets import adding, copy_memory, digits, piano_rolls
from unrolled.models.sequence_net import SequenceNet

ADDING_STEPS, COPY_WAIT = 600, 1000
HELD_OUT, HELD_OUT_DIGITS = 1000, 5000
PIECE = 250  # held-out examples that are scored at a time


def _pieces(x: Tensor, y: Tensor, make: Callable[[Tensor], Tensor] = lambda x: x) -> Callable[[], Iterator[Batch]]:
    return lambda: ((make(a), b) for a, b in zip(x.split(PIECE), y.split(PIECE), strict=True))


def _whole(
    x: Tensor, y: Tensor, held: Mapping[str, Batch], make: Callable[[Tensor], Tensor] = lambda x: x, *more: Tensor
) -> Data:
    """Data that lies in tensors; ``make`` turns what is kept into what a network reads, with ``more`` if need be."""
    parts = {part: _pieces(*batch, make) for part, batch in held.items()}
    every = [tensor for batch in held.values() for tensor in batch]
    steps = make(x[:1]).shape[1]
    return Data(len(x), lambda places: (make(x[places]), y[places]), parts, sha256(x, y, *every, *more), steps)


# ---- adding, copy memory ---------------------------------------------------------------------------------------------


@functools.cache
def _adding() -> Data:
    """50,000 examples to learn from, as in the paper's program."""
    generator = torch.Generator().manual_seed(600)
    train = adding.examples(50_000, ADDING_STEPS, generator)
    return _whole(*train, {part: adding.examples(HELD_OUT, ADDING_STEPS, generator) for part in ("valid", "test")})


def _square(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    return mse_loss(network.last(x)[:, 0], y)


def _squares(network: SequenceNet, x: Tensor, y: Tensor) -> tuple[float, int]:
    return float((network.last(x)[:, 0] - y).square().sum()), len(y)


@functools.cache
def _copying() -> Data:
    """10,000 examples to learn from, as in the paper's program, which feeds the number of a symbol, in one channel."""
    generator = torch.Generator().manual_seed(1000)
    train = copy_memory.examples(10_000, COPY_WAIT, generator)
    held = {part: copy_memory.examples(HELD_OUT, COPY_WAIT, generator) for part in ("valid", "test")}
    short = {part: (x.to(torch.uint8), y) for part, (x, y) in held.items()}
    return _whole(train[0].to(torch.uint8), train[1], short, lambda x: x[..., None].float())


def as_codes(x: Tensor) -> Tensor:
    """Numbers of symbols in one channel, ``(B, T, 1)``, as 1-of-10 vectors, ``(B, T, 10)``."""
    return one_hot(x[..., 0].long(), copy_memory.SYMBOLS).float()


def _nats(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    return cross_entropy(network(x).flatten(0, 1), y.flatten())


def _sum_of_nats(network: SequenceNet, x: Tensor, y: Tensor) -> tuple[float, int]:
    return float(cross_entropy(network(x).flatten(0, 1), y.flatten(), reduction="sum")), y.numel()


# ---- digits, pixel by pixel ------------------------------------------------------------------------------------------


@functools.cache
def _pixels(permuted: bool) -> Data:
    order = digits.permutation() if permuted else None
    train, test = digits.complete("train"), digits.complete("test")
    images, labels = torch.tensor(train.images), torch.tensor(train.labels).long()
    kept = len(images) - HELD_OUT_DIGITS
    held = {
        "valid": (images[kept:], labels[kept:]),
        "test": (torch.tensor(test.images), torch.tensor(test.labels).long()),
    }
    decides = () if order is None else (order,)
    return _whole(images[:kept], labels[:kept], held, lambda x: digits.sequences(x.numpy(), order), *decides)


def _class(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    return cross_entropy(network.last(x), y)


def _percent_right(network: SequenceNet, x: Tensor, y: Tensor) -> tuple[float, int]:
    return 100 * float((network.last(x).argmax(dim=1) == y).sum()), len(y)


# ---- music -----------------------------------------------------------------------------------------------------------


@functools.cache
def _music(name: str) -> Data:
    """Piece by piece, each step predicting the keys of the next: so the first step is not scored, as in the paper."""
    music = piano_rolls.load(name)
    parts = {part: [torch.tensor(roll) for roll in getattr(music, part)] for part in ("train", "valid", "test")}

    def batch(roll: Tensor) -> Batch:
        keys = roll.float()[None]
        return keys[:, :-1], keys[:, 1:]

    def draw(places: Tensor) -> Batch:
        if len(places) != 1:
            raise ValueError("Music is learned one piece at a time, as its pieces have different lengths.")
        return batch(parts["train"][int(places[0])])

    def through(part: str) -> Callable[[], Iterator[Batch]]:
        return lambda: map(batch, parts[part])

    rolls = [roll for part in parts.values() for roll in part]
    steps = sum(len(roll) - 1 for roll in parts["train"]) / len(parts["train"])
    return Data(len(parts["train"]), draw, {part: through(part) for part in ("valid", "test")}, sha256(*rolls), steps)


def _piece(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    """Nats of a whole piece, summed over its steps and keys: long pieces weigh more, as in the paper's program."""
    return binary_cross_entropy_with_logits(network(x), y, reduction="sum")


def _steps(network: SequenceNet, x: Tensor, y: Tensor) -> tuple[float, int]:
    return float(_piece(network, x, y)), y.shape[1]


TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        Task("seq_mnist", "Seq. MNIST", "accuracy", "%", 1, 10, functools.partial(_pixels, False), _class,
             _percent_right),
        Task("perm_mnist", "Permuted MNIST", "accuracy", "%", 1, 10, functools.partial(_pixels, True), _class,
             _percent_right),
        Task("adding", "Adding problem T = 600", "loss", "squared error", 2, 1, _adding, _square, _squares),
        Task("copy", "Copy memory T = 1000", "loss", "nats a step", 1, copy_memory.SYMBOLS, _copying, _nats,
             _sum_of_nats),
        Task("jsb", "Music JSB Chorales", "loss", "nats a step", 88, 88, functools.partial(_music, "JSB"), _piece,
             _steps),
        Task("nottingham", "Music Nottingham", "loss", "nats a step", 88, 88, functools.partial(_music, "Nottingham"),
             _piece, _steps),
        *TEXT_TASKS,
    )
}  # fmt: skip


def task(name: str) -> Task:
    """A task by its name.

    Raises:
        TaskError: if there is none.
    """
    if name not in TASKS:
        raise TaskError(f"There is no task {name!r}: choose one of {', '.join(TASKS)}.")
    return TASKS[name]
