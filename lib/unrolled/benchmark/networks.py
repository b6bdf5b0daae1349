"""The network of a recipe."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from unrolled.benchmark.recipes import Recipe
from unrolled.benchmark.tasks import Task, as_codes
from unrolled.models.fused import FusedGRU, FusedLSTM, FusedRNN
from unrolled.models.initial import chrono_layer, orthogonal_layer
from unrolled.models.min_gru import FusedMinGRU
from unrolled.models.sequence_net import SequenceNet, nearest_width
from unrolled.models.stack import Stack
from unrolled.models.tcn.fast import FastTCN

LAYERS = {"rnn": FusedRNN, "gru": FusedGRU, "lstm": FusedLSTM, "fair_lstm": FusedLSTM, "min_gru": FusedMinGRU}


class CodedNet(SequenceNet):
    """Reads numbers of symbols as 1-of-N vectors."""

    def forward(self, x: Tensor) -> Tensor:
        """Every step's answer, ``(B, T, 1)`` to ``(B, T, O)``."""
        return super().forward(as_codes(x))


def build(task: Task, model: str, recipe: Recipe) -> SequenceNet:
    """A fresh network, its weights drawn by torch's global generator.

    Args:
        task: gives inputs and outputs.
        model: a name of ``recipes.MODELS``.
        recipe: gives the rest; a width of 0 follows from its ``parameters``.
    """
    width = recipe.width or nearest_width(recipe.parameters, lambda width: _network(task, model, recipe, width))
    network = _network(task, model, recipe, width)
    if model != "tcn":
        for layer in network.core.layers:
            _begin(layer, recipe)
    return network


def _network(task: Task, model: str, recipe: Recipe, width: int) -> SequenceNet:
    inputs = task.outputs if recipe.codes else task.inputs
    if model == "tcn":
        core: nn.Module = FastTCN(inputs, (width,) * recipe.layers, recipe.kernel, dropout=recipe.dropout)
    else:
        kind = LAYERS[model]
        core = Stack([kind(width if k else inputs, width) for k in range(recipe.layers)], recipe.dropout)
    return (CodedNet if recipe.codes else SequenceNet)(core, task.outputs)


def _begin(layer: nn.Module, recipe: Recipe) -> None:
    """The layer's start, as the recipe wants it."""
    if recipe.orthogonal:
        orthogonal_layer(layer)
    if recipe.chrono:
        chrono_layer(layer, recipe.chrono)
    elif recipe.forget is not None:
        with torch.no_grad():
            layer.cell.x_to_gates.bias[layer.hidden : 2 * layer.hidden] = recipe.forget
