"""The receptive field of a TCN: by formula, by counting ways, by the gradient of a real network; and what a poke moves.

The network is untrained: its weights are torch's first ones, of a seed. What can depend on what is a matter of its
shape; how strongly, of its weights (Luo et al., "Understanding the effective receptive field", arXiv 1701.04128).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.models.tcn import TCN
from unrolled.models.tcn_siblings import LeakyTCN
from unrolled.models.tcn_size import doubling, receptive_field
from unrolled.records.receptive_field import Layer, ReceptiveField
from unrolled.runtime import UnrolledError, one_thread

LEFT, BOTH = "left", "both"
CHANNELS = 8
FEWEST, LONGEST, MOST_LEVELS = 24, 784, 20  # steps shown at least and at most; levels at most


class FieldError(UnrolledError, ValueError):
    """Settings of which no network can be built or drawn; the message says why and what to do."""


@dataclass(frozen=True)
class Settings:
    """What makes a stack.

    Attributes:
        kernel: k.
        dilations: one for each level.
        convolutions: in each block.
        padding: "left", or "both" sides.
    """

    kernel: int
    dilations: tuple[int, ...]
    convolutions: int = 1
    padding: str = LEFT

    @property
    def field(self) -> int:
        """The receptive field by formula."""
        return receptive_field(self.kernel, self.dilations, self.convolutions)


def read_dilations(typed: str, levels: int) -> tuple[int, ...]:
    """A learner's list, such as "1, 2, 4"; where nothing is typed, 1, 2, 4, ... for the levels.

    Raises:
        FieldError: if it holds anything but whole numbers above 0, or too many.
    """
    parts = typed.replace(",", " ").replace(";", " ").split()
    if not parts:
        return doubling(levels)
    for part in parts:
        if not part.isdecimal() or int(part) < 1:
            raise FieldError(f"“{part[:20]}” is no dilation: type whole numbers of 1 or more, such as 1, 2, 4.")
    if len(parts) > MOST_LEVELS:
        raise FieldError(f"{len(parts)} dilations are more than the {MOST_LEVELS} levels there can be: type fewer.")
    return tuple(map(int, parts))


def ways(settings: Settings) -> tuple[list[int], int]:
    """In how many ways through the convolutions each input leads to an output.

    Returns:
        For each place of the whole window, from its earliest step, the number of ways; and how many of these places
        lie before the output. Numbers grow as the kernel to the power of the convolutions, so they are Python's.
    """
    counts, before = [1], 0
    for dilation in settings.dilations:
        for _ in range(settings.convolutions):
            reach = (settings.kernel - 1) * dilation
            wider = [0] * (len(counts) + reach)
            for tap in range(settings.kernel):
                for place, count in enumerate(counts):
                    wider[place + tap * dilation] += count
            counts = wider
            before += reach if settings.padding == LEFT else reach // 2
    return counts, before


def check(settings: Settings) -> None:
    """Whether the stack can be built and shown.

    Raises:
        FieldError: if not.
    """
    _empty(settings, 1)


def _empty(settings: Settings, inputs: int) -> TCN:
    kind = TCN if settings.padding == LEFT else LeakyTCN
    widths = (CHANNELS,) * len(settings.dilations)
    try:
        return kind(inputs, widths, settings.kernel, settings.dilations, settings.convolutions)
    except ValueError as error:
        raise FieldError(str(error)) from None


@functools.lru_cache(maxsize=32)
def network(settings: Settings, inputs: int, seed: int) -> tuple[TCN, nn.Linear]:
    """An untrained network in float64 with a readout of one number.

    Raises:
        FieldError: if it cannot be built.
    """
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return _empty(settings, inputs).double().eval(), nn.Linear(CHANNELS, 1).double()


def length(settings: Settings) -> int:
    """How many steps are read and shown: a little more than the field, 24 at least, 784 at most."""
    return min(LONGEST, max(FEWEST, settings.field + max(4, settings.field // 8)))


def laid_out(text: str, steps: int) -> str:
    """So many last characters of a text, which is repeated as often as it takes.

    Raises:
        FieldError: if there is no text.
    """
    if not text:
        raise FieldError("There is nothing to read: type at least one character.")
    return (text * (steps // len(text) + 1))[-steps:]


def codes(text: str, alphabet: Sequence[str]) -> Tensor:
    """1-of-N, ``(1, T, N)`` float64."""
    numbers = torch.tensor([alphabet.index(character) for character in text])
    return nn.functional.one_hot(numbers, len(alphabet)).double()[None]


@functools.lru_cache(maxsize=64)
def _outputs(settings: Settings, words: str, alphabet: str, seed: int) -> Tensor:
    """Every output of the network, ``(T, H)``."""
    with torch.no_grad():
        return network(settings, len(alphabet), seed)[0](codes(words, alphabet))[0]


@functools.lru_cache(maxsize=64)
def _gradient(settings: Settings, words: str, alphabet: str, seed: int, output: int) -> np.ndarray:
    """The size of an output's gradient with regard to each input, ``(T,)``."""
    tcn, readout = network(settings, len(alphabet), seed)
    x = codes(words, alphabet).requires_grad_()
    return torch.autograd.grad(readout(tcn(x)[0, output]).sum(), x)[0][0].norm(dim=1).numpy()


@one_thread
def measure(
    settings: Settings, text: str, *, output: int | None = None, poked: int = 0, seed: int = 0
) -> ReceptiveField:
    """All that the panel shows.

    Args:
        settings: of the stack.
        text: what the network reads; its last part is shown, or it is repeated to be long enough.
        output: the step of the marked output; the last one by default, and held within what is shown.
        poked: the step whose character is changed, held within what is shown.
        seed: of the weights.

    Raises:
        FieldError: if the stack cannot be built, or there is no text.
    """
    check(settings)
    steps = length(settings)
    words = laid_out(text, steps)
    alphabet = "".join(sorted(set(words) | {"#"}))
    output = steps - 1 if output is None else min(max(output, 0), steps - 1)
    poked = min(max(poked, 0), steps - 1)
    instead = "#" if words[poked] != "#" else alphabet[-1]
    before = _outputs(settings, words, alphabet, seed)
    after = _outputs(settings, words[:poked] + instead + words[poked + 1 :], alphabet, seed)
    counts, back = ways(settings)
    return ReceptiveField(
        settings.kernel, settings.convolutions, settings.padding, words, output, _layers(settings, output, steps),
        settings.field, back, _placed(counts, output - back, steps), _gradient(settings, words, alphabet, seed, output),
        poked, instead, (after - before).abs().amax(dim=1).numpy(),
    )  # fmt: skip


def _placed(counts: Sequence[int], start: int, steps: int) -> np.ndarray:
    """Counts from a step on, as floats, those outside cut off."""
    placed = np.zeros(steps)
    for place, count in enumerate(counts, start):
        if 0 <= place < steps:
            placed[place] = float(count)
    return placed


def _layers(settings: Settings, output: int, steps: int) -> tuple[Layer, ...]:
    """From below, which of each layer's values the output depends on."""
    used, layers = {output}, []
    for level in range(len(settings.dilations), 0, -1):
        dilation = settings.dilations[level - 1]
        reach = (settings.kernel - 1) * dilation
        before = reach if settings.padding == LEFT else reach // 2
        for _ in range(settings.convolutions):
            marks = np.zeros(steps, bool)
            marks[list(used)] = True
            layers.append(Layer(level, dilation, before, marks))
            used = {t - before + tap * dilation for t in used for tap in range(settings.kernel)}
            used = {t for t in used if 0 <= t < steps}
    return tuple(layers[::-1])
