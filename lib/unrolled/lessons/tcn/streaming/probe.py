"""Streaming memory of a TCN against the state of recurrent networks of equal size."""

from __future__ import annotations

import functools

import torch
from torch import nn

from unrolled.lessons.tcn.streaming.record import Ring, Streaming
from unrolled.models.sequence_net import RECURRENT
from unrolled.models.size import nearest_width, size
from unrolled.models.tcn.network import TCN
from unrolled.models.tcn.size import (
    check_memory,
    doubling,
    multiply_adds,
    parameters,
    receptive_field,
    remembered,
)
from unrolled.models.tcn.stream import TCNStream
from unrolled.runtime import UnrolledError

INPUTS = 32  # D, numbers read at a step
STATES = {"rnn": 1, "gru": 1, "lstm": 2}  # numbers kept for each unit


class StreamError(UnrolledError, ValueError):
    """A network that could hardly be stepped through."""


def streaming(text: str, t: int, *, kernel: int = 3, levels: int = 4, channels: int = 32) -> Streaming:
    """What the network keeps at a step, and what others of its size would keep.

    Args:
        text: what is read; characters stand for inputs of 32 numbers.
        t: the step, from 0, held within the text.
        kernel: k.
        levels: with dilations 1, 2, 4, ..., two convolutions each.
        channels: H of each.

    Raises:
        StreamError: if it must remember more than 64 MiB, or there is no text.
    """
    if not text:
        raise StreamError("There is nothing to read: type at least one character.")
    dilations, widths = doubling(levels), (channels,) * levels
    try:
        check_memory(INPUTS, widths, kernel, dilations)
    except ValueError as error:
        raise StreamError(str(error)) from None
    t = min(max(t, 0), len(text) - 1)
    rings = tuple(
        _ring(t, level, place, kernel, dilation)
        for level, dilation in enumerate(dilations, 1)
        for place in (1, 2)
        if dilation * (kernel - 1) <= 64  # longer ones cannot be shown
    )
    wanted = parameters(INPUTS, widths, kernel)
    kept = {"tcn": remembered(INPUTS, widths, kernel, dilations)}
    sizes, work = {"tcn": wanted}, {"tcn": multiply_adds(INPUTS, widths, kernel)}
    for name, numbers in STATES.items():
        width = _width(name, wanted)
        kept[name], sizes[name] = numbers * width, size(_layer(name, width))
        work[name] = {"rnn": 1, "gru": 3, "lstm": 4}[name] * width * (INPUTS + width)
    field = receptive_field(kernel, dilations)
    return Streaming(text, t, kernel, channels, field, rings, kept, sizes, work)


def _ring(t: int, level: int, place: int, kernel: int, dilation: int) -> Ring:
    """As ``models.tcn.stream`` has it: slot n mod (k - 1) d holds the input of step n."""
    reach = (kernel - 1) * dilation
    slots = [-1] * reach
    for step in range(max(0, t - reach), t):
        slots[step % reach] = step
    read = tuple((t - tap * dilation) % reach for tap in range(kernel - 1, 0, -1)) if reach else ()
    return Ring(level, place, dilation, tuple(slots), read, t % reach if reach else -1)


def _layer(name: str, width: int) -> nn.Module:
    return RECURRENT[name](INPUTS, width)


@functools.cache
def _width(name: str, wanted: int) -> int:
    return nearest_width(wanted, lambda width: size(_layer(name, width)))


def operations(steps: tuple[int, ...], *, kernel: int = 3, levels: int = 4, channels: int = 8) -> dict[int, int]:
    """Floating-point operations of single steps of a real stream, counted by torch, by the number of the step.

    Args:
        steps: numbers of steps, ascending, from 1.
        kernel: k.
        levels: with dilations 1, 2, 4, ...
        channels: of each.
    """
    from torch.utils.flop_counter import FlopCounterMode

    stream = TCNStream(TCN(INPUTS, (channels,) * levels, kernel))
    state, found = stream.start(), {}
    for step in range(1, steps[-1] + 1):
        x = torch.zeros(1, INPUTS)
        if step in steps:
            with FlopCounterMode(display=False) as counter:
                stream.step(state, x)
            found[step] = counter.get_total_flops()
        else:
            stream.step(state, x)
    return found
