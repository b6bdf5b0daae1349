"""The network of a recipe."""

from __future__ import annotations

import functools

import torch
from torch import Tensor, nn

from unrolled.benchmark.recipes import Recipe
from unrolled.benchmark.task import Task
from unrolled.benchmark.tasks import as_codes
from unrolled.models.fused import FusedGRU, FusedLSTM, FusedRNN
from unrolled.models.initial import chrono_layer, orthogonal_layer
from unrolled.models.min_gru import FusedMinGRU
from unrolled.models.recurrent import Recurrent
from unrolled.models.sequence_net import SequenceNet
from unrolled.models.size import nearest_width, size
from unrolled.models.stack import Stack
from unrolled.models.tcn.fast import FastTCN
from unrolled.models.tcn.network import TCN

LAYERS = {"rnn": FusedRNN, "gru": FusedGRU, "lstm": FusedLSTM, "fair_lstm": FusedLSTM, "min_gru": FusedMinGRU}


class TokenNet(SequenceNet):
    """Reads numbers of tokens, which a table turns into vectors; the readout has the same table (tied weights).

    The paper's networks are tied in this way where the sizes allow it (Press and Wolf, arXiv 1608.05859).

    Args:
        core: its states are as wide as its inputs.
        types: V.
        dropout: the share of values dropped from what is read.
    """

    def __init__(self, core: TCN | Recurrent | Stack, types: int, dropout: float):
        super().__init__(core, types)
        self.embed, self.drop = nn.Embedding(types, core.hidden), nn.Dropout(dropout)
        nn.init.normal_(self.embed.weight, std=core.hidden**-0.5)
        self.readout.weight = self.embed.weight

    def states(self, ids: Tensor) -> Tensor:
        """``(B, T)`` int64 to ``(B, T, H)``."""
        return super().states(self.drop(self.embed(ids)))


class CodedNet(SequenceNet):
    """Reads numbers of symbols as 1-of-N vectors."""

    def states(self, x: Tensor) -> Tensor:
        """``(B, T, 1)`` to ``(B, T, H)``."""
        return super().states(as_codes(x))


def build(task: Task, model: str, recipe: Recipe, types: int = 0) -> SequenceNet:
    """A fresh network, its weights drawn by torch's global generator.

    Args:
        task: gives inputs and outputs.
        model: a name of ``recipes.MODELS``.
        recipe: gives the rest; a width of 0 follows from its ``parameters``.
        types: V, of a text.
    """
    make = functools.partial(_network, task, model, recipe, types)
    width = recipe.width
    if width == 0:
        assert recipe.parameters is not None
        width = nearest_width(recipe.parameters, lambda width: size(make(width)))
    network = make(width)
    if isinstance(network.core, Stack):
        for layer in network.core.layers:
            _begin(layer, recipe)
    return network


def _network(task: Task, model: str, recipe: Recipe, types: int, width: int) -> SequenceNet:
    inputs = width if types else task.outputs if recipe.codes else task.inputs
    if model == "tcn":
        core: TCN | Stack = FastTCN(inputs, (width,) * recipe.layers, recipe.kernel, dropout=recipe.dropout)
    else:
        kind = LAYERS[model]
        core = Stack([kind(width if k else inputs, width) for k in range(recipe.layers)], recipe.dropout)
    if types:
        return TokenNet(core, types, recipe.dropout)
    return (CodedNet if recipe.codes else SequenceNet)(core, task.outputs)


def _begin(layer: Recurrent, recipe: Recipe) -> None:
    """The layer's start, as the recipe wants it."""
    if recipe.orthogonal:
        orthogonal_layer(layer)
    if recipe.chrono:
        chrono_layer(layer, recipe.chrono)
    elif recipe.forget is not None:
        with torch.no_grad():
            layer.cell.x_to_gates.bias[layer.hidden : 2 * layer.hidden] = recipe.forget
