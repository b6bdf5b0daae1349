"""Six architectures of equal size on a small task, taking turns: always the one that has used least time goes on.

Each gets a sixth of the race's seconds, counted as time of the processor that its updates took. A network with slow
updates makes fewer of them. Measuring and drawing are not counted. The learning rate rises over the first updates and
then stays, so that a race of 20 seconds is the first third of one of 60.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from unrolled.benchmark.networks import build
from unrolled.benchmark.recipes import MODELS, Recipe
from unrolled.benchmark.task import Data, Task
from unrolled.benchmark.tasks import TASKS
from unrolled.datasets import adding, copy_memory, digits
from unrolled.lessons.table1.live_race import dataset
from unrolled.models.sequence_net import SequenceNet
from unrolled.training.loop import Budget, Event, Plan, Run, steady, train_on

PARAMETERS, BATCH, WARMUP = 8000, 32, 20
MEASUREMENTS = 24  # of each network, evenly over its time in a race of a minute
SECONDS = (60, 20)  # of a race


def _nats(network: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    """Nats a step, summed over the keys."""
    return binary_cross_entropy_with_logits(network(x), y, reduction="sum") / y[..., 0].numel()


def _sum_of_nats(network: nn.Module, x: Tensor, y: Tensor) -> tuple[float, int]:
    steps = y[..., 0].numel()
    return float(_nats(network, x, y)) * steps, steps


@dataclass(frozen=True)
class Small:
    """A task of the race.

    Attributes:
        task: its small form.
        trivial: the score of a model that reads nothing.
        levels, kernel: of the TCN; its field covers what the task asks for.
        longest: the wait that the fair LSTM's chrono biases are made for; None for a forget bias of 1.
        rates: by model, the best of :data:`RATES` for this task (``study.trial``).
    """

    task: Task
    trivial: Callable[[], float]
    levels: int
    kernel: int
    longest: int | None
    rates: dict[str, float]


def _small(row: str, name: str, title: str, data: Callable[[], Data]) -> Task:
    """A row of the table with other data."""
    return replace(TASKS[row], name=name, title=title, data=data)


_DIGITS = f"{dataset.SIDE}×{dataset.SIDE} digits"
RACES: dict[str, Small] = {
    "adding": Small(
        _small("adding", "adding", f"Adding problem, T = {dataset.ADDING_STEPS}", dataset.sums),
        lambda: adding.TRIVIAL, 5, 4, dataset.ADDING_STEPS,
        {"tcn": 0.01, "lstm": 0.03, "fair_lstm": 0.03, "gru": 0.03, "rnn": 0.001, "min_gru": 0.03},
    ),
    "copy": Small(
        replace(
            _small("copy", "copy", f"Copy memory, T = {dataset.COPY_WAIT}", dataset.copies), inputs=copy_memory.SYMBOLS
        ),
        lambda: copy_memory.trivial_loss(dataset.COPY_WAIT), 5, 4, dataset.COPY_WAIT + 20,
        {"tcn": 0.03, "lstm": 0.003, "fair_lstm": 0.03, "gru": 0.03, "rnn": 0.003, "min_gru": 0.01},
    ),
    "digits": Small(
        _small("seq_mnist", "digits", f"{_DIGITS}, pixel by pixel", dataset.pixels),
        lambda: 100 * digits.CHANCE, 6, 4, dataset.SIDE**2,
        {"tcn": 0.01, "lstm": 0.003, "fair_lstm": 0.03, "gru": 0.01, "rnn": 0.001, "min_gru": 0.03},
    ),
    "permuted": Small(
        _small("perm_mnist", "permuted", f"{_DIGITS}, pixels shuffled", functools.partial(dataset.pixels, True)),
        lambda: 100 * digits.CHANCE, 6, 4, dataset.SIDE**2,
        {"tcn": 0.03, "lstm": 0.003, "fair_lstm": 0.03, "gru": 0.03, "rnn": 0.003, "min_gru": 0.01},
    ),
    "chorales": Small(
        replace(_small("jsb", "chorales", "Bach’s chorales", dataset.pieces), lose=_nats, score=_sum_of_nats),
        functools.cache(dataset.key_baseline), 4, 3, None,
        {"tcn": 0.01, "lstm": 0.01, "fair_lstm": 0.01, "gru": 0.03, "rnn": 0.03, "min_gru": 0.01},
    ),
}  # fmt: skip
RATES = (0.001, 0.003, 0.01, 0.03)  # tried for every network on every task, as ``study`` says
_LAYERS = {"min_gru": 2}  # one layer's gates know the present input alone


def recipe(race: str, model: str) -> Recipe:
    """The settings of a network in a race: the width follows from :data:`PARAMETERS`."""
    small = RACES[race]
    layers = small.levels if model == "tcn" else _LAYERS.get(model, 1)
    base = Recipe(0, layers, BATCH, 0, small.rates[model], kernel=small.kernel, clip=1.0, parameters=PARAMETERS)
    if model == "lstm":
        return replace(base, forget=1.0)
    if model == "fair_lstm":
        return replace(base, orthogonal=True, chrono=small.longest, forget=None if small.longest else 1.0)
    return base


@dataclass
class Racer:
    """A network in a race.

    Attributes:
        run: its weights, optimiser and updates.
        recipe: its settings.
        order: draws its examples; all racers of a race see the same ones, in the same order.
        seconds: time of the processor that its updates took.
        points: what was measured so far: seconds, updates, score.
    """

    run: Run[SequenceNet]
    recipe: Recipe
    order: torch.Generator
    seconds: float = 0.0
    points: list[tuple[float, int, float]] = field(default_factory=list)


def line_up(race: str, seed: int) -> dict[str, Racer]:
    """The six at the start, each from the same seed."""
    return {model: start(race, recipe(race, model), model, seed) for model in MODELS}


def start(race: str, chosen: Recipe, model: str, seed: int) -> Racer:
    """One of them at the start, with settings of its own."""
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        network = build(RACES[race].task, model, chosen)
    optimiser = torch.optim.Adam(network.parameters(), lr=chosen.rate)
    return Racer(Run(network, optimiser), chosen, torch.Generator().manual_seed(seed))


def run_race(race: str, racers: dict[str, Racer], seconds: float, *, measurements: int) -> Iterator[tuple[str, bool]]:
    """Let them take turns, an update each, until each has had its share of the seconds.

    Args:
        race: a name of :data:`RACES`.
        racers: of :func:`line_up`, changed in place.
        seconds: in all, of the processor.
        measurements: of each, evenly over its share.

    Yields:
        After each update: who made it, and whether its score was measured then.
    """
    task, share = RACES[race].task, seconds / len(racers)
    data = task.data()
    while True:
        model = min(racers, key=lambda name: racers[name].seconds)
        racer = racers[model]
        if racer.seconds >= share:
            return
        before = racer.seconds
        began = time.thread_time()
        update(task, data, racer)
        racer.seconds += time.thread_time() - began
        due = int(racer.seconds / share * measurements) > int(before / share * measurements)
        if due:
            racer.points.append(
                (racer.seconds, racer.run.step, task.measure(racer.run.model, data.held_out["valid"]()))
            )
        yield model, due


def update(task: Task, data: Data, racer: Racer) -> Event:
    """One update of a racer."""
    chosen, run = racer.recipe, racer.run

    def draw() -> tuple[Tensor, Tensor]:
        return data.draw(torch.randint(data.count, (chosen.batch,), generator=racer.order))

    assert chosen.clip is not None  # as every racer’s
    plan = Plan(Budget(steps=run.step + 1), steady(chosen.rate, WARMUP), chosen.clip)
    (event,) = train_on(run, draw, plan, loss=task.lose)
    return event
