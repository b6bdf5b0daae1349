"""The networks that are X-rayed: untrained ones with two handles, and the trained trio with its TCN.

All in float64: a gradient over 100 steps multiplies as many rounding errors.
"""

from __future__ import annotations

import functools

import torch
from torch import Tensor

from unrolled.lessons.gradients.x_ray.probe.flow import in_double
from unrolled.models.char_rnn import CharRNN
from unrolled.models.char_tcn import CharTCN
from unrolled.runtime import one_thread
from unrolled.training import trio, trio_tcn
from unrolled.training.checkpoint import load_char_rnn

CELLS = ("lstm", "gru", "rnn")  # in the order of the lines
TCN_LEVELS = range(1, 7)  # of the untrained one


def blocks(model: CharRNN) -> tuple[Tensor, ...]:
    """The H x H blocks of the weights from state to state: one in the plain network, one for each gate in others."""
    cell = model.layers[0].cell
    weights = next(value for name, value in cell.named_parameters() if name.startswith("h_to") and value.ndim == 2)
    return weights.detach().split(cell.hidden)


@one_thread
def spectral_radius(weights: Tensor) -> float:
    """The largest absolute value among the eigenvalues of a square matrix."""
    return float(torch.linalg.eigvals(weights).abs().max())


@one_thread
def largest_singular_value(weights: Tensor) -> float:
    """How much a matrix can stretch a vector at most."""
    return float(torch.linalg.matrix_norm(weights, 2))


class Untrained:
    """The three networks of one seed as they start, with two handles. Equal sizes: those of ``training.trio``.

    Args:
        seed: of the weights; all else is as PyTorch starts a linear layer.
        characters: V.
    """

    def __init__(self, seed: int, characters: int):
        self.models: dict[str, CharRNN] = {}
        self._starts: dict[str, list[tuple[Tensor, float]]] = {}
        with torch.random.fork_rng():
            for cell in CELLS:
                torch.manual_seed(seed)
                model = CharRNN(characters, trio.recipe(cell, seed).hidden, layers=1, cell=cell).double().eval()
                self.models[cell] = model
                self._starts[cell] = [(block.clone(), spectral_radius(block)) for block in blocks(model)]
        ((start, radius),) = self._starts["rnn"]
        self._stretch = largest_singular_value(start) / radius

    def turn(self, radius: float, forget: float) -> None:
        """Scale each recurrent block to a spectral radius, and set the LSTM's forget bias."""
        for cell, starts in self._starts.items():
            for block, (start, its) in zip(blocks(self.models[cell]), starts, strict=True):
                block.copy_(start * (radius / its))
        cell = self.models["lstm"].layers[0].cell
        with torch.no_grad():
            cell.x_to_gates.bias[cell.hidden : 2 * cell.hidden] = forget

    def norm(self, radius: float) -> float:
        """The largest singular value of the plain network's W_hh at that spectral radius."""
        return self._stretch * radius


@functools.cache
def untrained(seed: int, characters: int) -> Untrained:
    """The untrained networks of a seed, made once: eigenvalues take a moment."""
    return Untrained(seed, characters)


@functools.cache
def untrained_tcn(seed: int, characters: int, levels: int) -> CharTCN:
    """A TCN of a seed as it starts, as large as the other networks, whatever its levels."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return CharTCN(characters, trio_tcn.width(levels), levels, trio_tcn.KERNEL).double().eval()


@functools.cache
def trained_tcn(seed: int) -> CharTCN:
    """The trained TCN of a seed.

    Raises:
        CheckpointError: if it is missing or damaged.
    """
    model, _, _ = load_char_rnn(trio_tcn.name(seed))
    assert isinstance(model, CharTCN)
    return in_double(model)


@functools.cache
def trained(seed: int) -> tuple[dict[str, CharRNN], float, float]:
    """The trained trio of a seed, with spectral radius and largest singular value of the plain network's W_hh.

    Raises:
        CheckpointError: if one of them is missing or damaged.
    """
    models = {}
    for cell in CELLS:
        model, _, _ = load_char_rnn(trio.name(cell, seed))
        assert isinstance(model, CharRNN)
        models[cell] = in_double(model)
    (weights,) = blocks(models["rnn"])
    return models, spectral_radius(weights), largest_singular_value(weights)
