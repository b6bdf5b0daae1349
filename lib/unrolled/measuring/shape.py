"""The shape of a character-level LSTM in numbers: parameters, memory, characters a second."""

from __future__ import annotations

import functools
import time

import torch

from unrolled.measuring.records.shape import Shape
from unrolled.models.char_rnn import CharRNN
from unrolled.models.size import parameters
from unrolled.runtime import MEBIBYTE, Limits, UnrolledError, give_back
from unrolled.training.loop import Budget, Plan, Run, steady, train

BATCH, WINDOW = 64, 100  # of the measured training step
SHORT, LONG_STEP = 10, 0.5  # if a step of WINDOW takes longer than this many seconds, SHORT windows are measured
FORECAST = 25  # characters of a window in a forecast: opening a panel should take little memory
FLOAT = 4  # bytes


class ShapeError(UnrolledError, ValueError):
    """A network that cannot be built or trained here."""


def training_bytes(characters: int, hidden: int, layers: int, *, batch: int = BATCH, window: int = WINDOW) -> int:
    """Memory that training an LSTM takes, in bytes.

    Weights, gradients and Adam's two averages, and for each character of a
    window what the backward pass needs: four gates, carry, its tanh and the state of
    each layer, and the softmax layer's logits and probabilities.
    """
    kept = batch * window * (layers * 7 * hidden + 3 * characters)
    return FLOAT * (4 * sum(parameters(characters, hidden, layers)) + kept)


def operations(characters: int, hidden: int, layers: int) -> int:
    """The multiplications and additions needed to train on one character.

    Two for each weight in the forward pass, four in the backward pass. The weights
    of the 1-of-N input count nothing: multiplying them by zeros and a one, as
    torch's kernel does, only looks up a row.
    """
    return 6 * (sum(parameters(characters, hidden, layers)) - 4 * hidden * characters)


def speed(
    hidden: int, layers: int, characters: int, *, cell: str = "lstm", seconds: float = 1.0, longest: int = WINDOW
) -> float:
    """Measure the training of a fresh network of this shape on noise: characters a second, on this machine, now.

    A large network is measured on windows of ``SHORT`` characters, so that this takes little longer than ``seconds``;
    a character costs as much there as in a longer window. ``longest`` is the window for all others.
    """
    pace = _pace(hidden, layers, characters, cell, seconds, longest)
    give_back()  # otherwise a hundred megabytes stay with the process
    return pace


def _pace(hidden: int, layers: int, characters: int, cell: str, seconds: float, longest: int) -> float:
    with torch.random.fork_rng():
        model = CharRNN(characters, hidden, layers, cell, fused=True)
        run = Run(model, torch.optim.Adam(model.parameters(), fused=True))
        ids = torch.randint(characters, (BATCH * WINDOW * 50 + 1,))

        def steps(budget: Budget, window: int) -> None:
            for _ in train(run, ids, Plan(budget, steady(1e-3)), batch=BATCH, window=window):
                pass

        began = time.perf_counter()
        steps(Budget(steps=1), SHORT)  # the first one allocates
        first, window = time.perf_counter() - began, SHORT
        if first > seconds:  # allocating is little beside that
            return BATCH * SHORT / first
        if first * WINDOW / SHORT < LONG_STEP:
            window = longest
            steps(Budget(steps=2), longest)
        made, began = run.step, time.perf_counter()
        steps(Budget(seconds=run.seconds + seconds), window)
        return (run.step - made) * BATCH * window / (time.perf_counter() - began)


@functools.cache
def rates(characters: int) -> tuple[float, float]:
    """Seconds per operation of a matrix product and per unit for all else, fitted to two quick measurements."""
    small, large = (64, 1), (256, 1)
    speed(16, 1, characters, seconds=0)  # the first training of a session also loads what torch imports lazily
    spent = [1 / speed(hidden, layers, characters, seconds=0.15, longest=FORECAST) for hidden, layers in (small, large)]
    grid = torch.tensor(
        [[operations(characters, hidden, layers), hidden * layers] for hidden, layers in (small, large)]
    ).double()
    fitted = torch.linalg.solve(grid, torch.tensor(spent).double()).clamp(min=1e-13)
    return tuple(fitted.tolist())


def forecast(characters: int, hidden: int, layers: int) -> float:
    """Characters a second in training, from :func:`rates`."""
    product, unit = rates(characters)
    return 1 / (product * operations(characters, hidden, layers) + unit * hidden * layers)


def shape(
    character: str, place: int, characters: int, hidden: int, layers: int, measured: float | None = None
) -> Shape:
    """What the panel shows for one character and one size of network."""
    return Shape(
        character,
        place,
        characters,
        hidden,
        layers,
        parameters(characters, hidden, layers),
        training_bytes(characters, hidden, layers),
        forecast(characters, hidden, layers) if measured is None else measured,
        measured is not None,
    )


def afford(characters: int, hidden: float, layers: int, granted: Limits) -> None:
    """Refuse a network that makes no sense, needs too much memory here, or would train far too slowly.

    Raises:
        ShapeError: if so; the sentence says what would fit.
    """
    if hidden < 1 or hidden != int(hidden):
        raise ShapeError(f"A layer cannot have {hidden:g} units: choose a whole number of 1 or more.")
    hidden = int(hidden)
    need = training_bytes(characters, hidden, layers)
    room = (granted.memory or 8 * 1024 * MEBIBYTE) * 0.5
    product = 1.5e-11 / granted.cores  # seconds an operation on one core, rounded from the training rows of bench.json
    pace = 1 / (product * operations(characters, hidden, layers))
    if need > room or pace < 500:
        fits = max(width for width in (2**k for k in range(12)) if training_bytes(characters, width, layers) < room)
        fits = min(fits, 512)
        millions = sum(parameters(characters, hidden, layers)) / 1e6
        raise ShapeError(
            f"{hidden:,} units a layer are {millions:,.0f} million parameters, {need / 1024**3:.1f} GiB "
            f"while training, and about {pace:,.0f} characters a second here: take up to {fits}."
        )
