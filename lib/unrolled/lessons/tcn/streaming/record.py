"""What a network keeps between two steps of a stream."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ring:
    """What a convolution remembers at a step.

    Attributes:
        level: from 1.
        convolution: in its block, from 1.
        dilation: d.
        slots: (k - 1) d of them; the step, from 0, whose input stands there, or -1 for none yet.
        read: places of the slots that this step reads.
        overwritten: the slot that this step's input is put into, after it was read; -1 if there is no slot.
    """

    level: int
    convolution: int
    dilation: int
    slots: tuple[int, ...]
    read: tuple[int, ...]
    overwritten: int


@dataclass(frozen=True)
class Streaming:
    """A TCN that goes on step by step.

    Attributes:
        text: T characters, what is read.
        t: the step at hand, from 0.
        kernel: k.
        channels: H of each level.
        field: in steps.
        rings: from below.
        kept: by architecture, how many numbers are kept for a sequence, at equal parameters.
        parameters: by architecture.
        multiplied: by architecture, multiply-adds of a step.
    """

    text: str
    t: int
    kernel: int
    channels: int
    field: int
    rings: tuple[Ring, ...]
    kept: dict[str, int]
    parameters: dict[str, int]
    multiplied: dict[str, int]
