"""Networks of several sizes, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Network:
    """A trained network.

    Attributes:
        name: such as "2 × 128".
        layers, hidden: its shape.
        parameters, multiply_adds, size: how large: weights, multiply-adds a character, bytes as float16.
        nats: loss a character on both validation plays; the mean over the seeds.
        lowest, highest: over the seeds.
        seeds: how many trainings.
        characters: read in training.
        seconds: of one thread's time for the training.
        written: characters a second of its fast form at batch 1.
        longer: whether it is a shipped one, which read more, by a recipe of its own.
    """

    name: str
    layers: int
    hidden: int
    parameters: int
    multiply_adds: int
    size: int
    nats: float
    lowest: float
    highest: float
    seeds: int
    characters: int
    seconds: float
    written: int
    longer: bool


@dataclass(frozen=True)
class Counting:
    """A counting model: its order, how many n-grams it keeps, and its loss in nats a character."""

    order: int
    kept: int
    nats: float


@dataclass(frozen=True)
class BigNetworks:
    """All of them, on the same plays.

    Attributes:
        networks: by parameters, the longer trained ones last.
        counting: by order.
        lines: further yardsticks, nats a character by name, the best first.
        axis: "size", "time" or "speed".
        index: the network pointed at.
    """

    networks: tuple[Network, ...]
    counting: tuple[Counting, ...]
    lines: dict[str, float]
    axis: str = "size"
    index: int = 0

    @property
    def now(self) -> Network:
        """The network pointed at."""
        return self.networks[self.index]

    @property
    def half(self) -> Network | None:
        """The network of half the width and as many layers, trained alike; None where there is none."""
        now = self.now
        halves = (one for one in self.networks if (one.layers, 2 * one.hidden) == (now.layers, now.hidden))
        return next((one for one in halves if one.longer == now.longer), None)
