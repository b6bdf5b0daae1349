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

from unrolled.lessons.tcn.receptive_field.record import Layer, ReceptiveField, shortest_span
from unrolled.models.tcn.ablations import LeakyTCN, PlainTCN
from unrolled.models.tcn.network import TCN
from unrolled.models.tcn.size import doubling, receptive_field
from unrolled.runtime import UnrolledError, one_thread

LEFT, BOTH = "left", "both"
CHANNELS = 8
FEWEST, LONGEST, MOST_LEVELS = 24, 784, 20  # steps shown at least and at most; levels at most
MOST_ZEROS = 2**17  # on both sides together: a centred convolution computes with all of them
WEIGHTS = 3  # seeds whose effective fields stand side by side


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
        if not part.isdecimal() or not part.strip("0"):
            raise FieldError(f"“{part[:20]}” is no dilation: type whole numbers of 1 or more, such as 1, 2, 4.")
        if len(part) > 9:
            raise FieldError(f"“{part[:9]}…” is too large a dilation: nothing could be drawn. Type smaller ones.")
    if len(parts) > MOST_LEVELS:
        raise FieldError(f"{len(parts)} dilations are more than the {MOST_LEVELS} levels there can be: type fewer.")
    return tuple(map(int, parts))


@functools.lru_cache(maxsize=64)  # a moved cursor asks again
def check(settings: Settings) -> None:
    """Whether the stack can be built and shown.

    Raises:
        FieldError: if not.
    """
    _empty(settings, 1)


def _empty(settings: Settings, inputs: int) -> TCN:
    kind = TCN if settings.padding == LEFT else LeakyTCN
    widths = (CHANNELS,) * len(settings.dilations)
    zeros = (settings.kernel - 1) * max(settings.dilations)
    if settings.padding == BOTH and zeros > MOST_ZEROS:
        raise FieldError(f"{zeros:,} zeros around {LONGEST} steps take too long: choose “left only”, or see less far.")
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
def effective_fields(settings: Settings, text: str, seeds: Sequence[int], *, skips: bool = True) -> tuple[int, ...]:
    """In how many of its latest steps lies 90 % of the squared gradient of the last output, ascending.

    Args:
        settings: of the stack, with zeros on the left.
        text: what the network reads, laid out as in :func:`measure`.
        seeds: of the weights.
        skips: with skip connections; without, the same weights are in a stack that has none.

    Raises:
        FieldError: if the stack cannot be built or sees ahead, or there is no text.
    """
    if settings.padding != LEFT:
        raise FieldError("The effective field of the last output is measured in causal stacks: choose “left”.")
    words = laid_out(text, length(settings))
    alphabet = _alphabet(words)
    gradient = _gradient if skips else _gradient_without_skips
    last = len(words) - 1
    ends = [shortest_span(gradient(settings, words, alphabet, seed, last), to_the_end=True) for seed in seeds]
    return tuple(sorted(end - first + 1 for first, end in ends))


def _gradient_without_skips(settings: Settings, words: str, alphabet: str, seed: int, output: int) -> np.ndarray:
    """As :func:`_gradient`, of the same weights without skip connections."""
    tcn, readout = network(settings, len(alphabet), seed)
    widths = (CHANNELS,) * len(settings.dilations)
    plain = PlainTCN(len(alphabet), widths, settings.kernel, settings.dilations, settings.convolutions).double()
    plain.load_state_dict(tcn.state_dict())
    x = codes(words, alphabet).requires_grad_()
    return torch.autograd.grad(readout(plain(x)[0, output]).sum(), x)[0][0].norm(dim=1).numpy()


def _alphabet(words: str) -> str:
    """The characters of a text, and the one that is put in place of another."""
    return "".join(sorted(set(words) | {"#"}))


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
    alphabet = _alphabet(words)
    output = steps - 1 if output is None else min(max(output, 0), steps - 1)
    poked = min(max(poked, 0), steps - 1)
    instead = "#" if words[poked] != "#" else alphabet[-1]
    before_poke = _outputs(settings, words, alphabet, seed)
    after = _outputs(settings, words[:poked] + instead + words[poked + 1 :], alphabet, seed)
    layers, paths, reached = trace_back(settings, output, steps)
    spread = ()
    if settings.padding == LEFT:
        spread = effective_fields(settings, text, range(seed, seed + WEIGHTS))
    return ReceptiveField(
        settings.kernel, settings.convolutions, settings.padding, words, output, layers, settings.field,
        settings.convolutions * sum(before(settings, d) for d in settings.dilations), paths, reached,
        _gradient(settings, words, alphabet, seed, output), spread,
        poked, instead, (after - before_poke).abs().amax(dim=1).numpy(),
    )  # fmt: skip


def before(settings: Settings, dilation: int) -> int:
    """How many steps a window reaches back from its output."""
    reach = (settings.kernel - 1) * dilation
    return reach if settings.padding == LEFT else reach // 2


def trace_back(settings: Settings, output: int, steps: int) -> tuple[tuple[Layer, ...], np.ndarray, np.ndarray]:
    """From an output down to the inputs, through values that exist: outside the steps there is only padding.

    Args:
        settings: of the stack.
        output: a step.
        steps: T.

    Returns:
        The layers from below; ``(T,)`` in how many ways through the convolutions each input leads to the output, exact
        up to 2**53; ``(T,)`` whether it does so at all, through them or around them.
    """
    paths, layers = np.zeros(steps), []
    paths[output] = 1
    used = paths > 0
    for level in range(len(settings.dilations), 0, -1):
        dilation = settings.dilations[level - 1]
        back, above = before(settings, dilation), used
        for _ in range(settings.convolutions):
            layers.append(Layer(level, dilation, back, used))
            paths = _taps(paths, settings.kernel, dilation, back)
            used = _taps(used.astype(float), settings.kernel, dilation, back) > 0
        used = used | above  # the skip connection
    return tuple(layers[::-1]), paths, used


def _taps(counts: np.ndarray, kernel: int, dilation: int, back: int) -> np.ndarray:
    """Counts of a layer's values handed down to what its windows read."""
    steps, below = len(counts), np.zeros(len(counts))
    for tap in range(kernel):
        shift = tap * dilation - back  # from an output to the step it reads
        if abs(shift) < steps:
            below[max(shift, 0) : steps + min(shift, 0)] += counts[max(-shift, 0) : steps - max(shift, 0)]
    return below
