"""What a task of Table 1 is: its data, what is lost, how it is scored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from unrolled.models.sequence_net import SequenceNet
from unrolled.runtime import UnrolledError

Batch = tuple[Tensor, Tensor]  # inputs and targets


class TaskError(UnrolledError, ValueError):
    """There is no such task, model or settings."""


@dataclass(frozen=True)
class Data:
    """What a task learns from and is scored on.

    Attributes:
        count: training examples.
        draw: of places from 0 to count - 1, ``(B,)``: their inputs ``(B, T, D)`` and targets.
        held_out: by part, "valid" and "test", what goes through it in batches.
        sha256: of all numbers of all parts.
        steps: of an example, on average.
        types: V, of tokens; 0 where the data is no text.
    """

    count: int
    draw: Callable[[Tensor], Batch]
    held_out: Mapping[str, Callable[[], Iterator[Batch]]]
    sha256: str
    steps: float
    types: int = 0


@dataclass(frozen=True)
class Task:
    """A row of the table.

    Attributes:
        name: as files and commands say it.
        title: as the slide says it.
        metric: "accuracy", "loss", "perplexity" or "bits".
        unit: of the metric.
        inputs, outputs: D and O; 0 for a text, where both follow from its types.
        data: makes or fetches the data.
        lose: of a network on inputs and targets, what training lowers.
        score: of a network on inputs and targets, a sum and over how many it goes.
        mean: of their quotient, the metric.
    """

    name: str
    title: str
    metric: str
    unit: str
    inputs: int
    outputs: int
    data: Callable[[], Data]
    lose: Callable[[SequenceNet, Tensor, Tensor], Tensor]
    score: Callable[[SequenceNet, Tensor, Tensor], tuple[float, int]]
    mean: Callable[[float], float] = float

    @property
    def higher(self) -> bool:
        """Whether more is better."""
        return self.metric == "accuracy"

    def better(self, one: float, other: float) -> bool:
        """Whether one score is better than another."""
        return one > other if self.higher else one < other

    @torch.inference_mode()
    def measure(self, network: SequenceNet, batches: Iterator[Batch]) -> float:
        """The metric over held-out data."""
        network.eval()
        scores = [self.score(network, x, y) for x, y in batches]
        return self.mean(sum(total for total, _ in scores) / sum(count for _, count in scores))


def sha256(*tensors: Tensor) -> str:
    """Of the bytes of some tensors, one after the other."""
    digest = hashlib.sha256()
    for tensor in tensors:
        digest.update(tensor.contiguous().numpy().data)
    return digest.hexdigest()
