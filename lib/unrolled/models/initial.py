"""Starting weights for trainings that last seconds instead of hours."""

from __future__ import annotations

import torch
from torch import nn

from unrolled.models.char_rnn import CharRNN
from unrolled.models.lstm import LSTM
from unrolled.models.recurrent import Recurrent

INPUT_SPREAD = 0.5


@torch.no_grad()
def orthogonal(model: CharRNN) -> None:
    """Start a character model with orthogonal recurrent weights, and with input weights large enough to matter at once.

    - Each H x H block from state to gate is orthogonal: a vector keeps its length on its way round the loop
      (Saxe, McClelland and Ganguli, arXiv 1312.6120).
    - A 1-of-N vector uses only one column of the input weights at a time. The usual standard deviation of
      1 / sqrt(3 V) is made for sums over all V inputs and is far too small; here it is 0.5.
    - An LSTM's biases are 0, except those of its forget gate, which are 1 (Jozefowicz et al. 2015).
    """
    for layer in model.layers:
        orthogonal_layer(layer)
    first = model.layers[0].cell
    for name, weights in first.named_parameters():
        if name.startswith("x_to") and weights.ndim == 2:
            nn.init.normal_(weights, std=INPUT_SPREAD)


@torch.no_grad()
def orthogonal_layer(layer: Recurrent) -> None:
    """Start a layer with orthogonal blocks from state to gates; an LSTM also with biases of 0, 1 at its forget gate."""
    cell = layer.cell
    H = cell.hidden
    for name, weights in cell.named_parameters():
        if name.startswith("h_to") and weights.ndim == 2:
            for block in weights.split(H):
                nn.init.orthogonal_(block)
    if isinstance(layer, LSTM):
        cell.x_to_gates.bias.zero_()
        cell.x_to_gates.bias[H : 2 * H] = 1.0


@torch.no_grad()
def torch_start(model: CharRNN) -> None:
    """Start a character model's LSTMs as ``torch.nn.LSTM`` starts.

    All weights are drawn uniformly from -1 / sqrt(H) to 1 / sqrt(H). Each bias is the sum of two such numbers, also in
    the forget gate: a fresh cell forgets about half of its carry at every step.

    Raises:
        ValueError: if the cells are not LSTM cells.
    """
    for layer in model.layers:
        if not isinstance(layer, LSTM):
            raise ValueError(f"Only LSTM layers can start as torch's LSTM does, not {type(layer).__name__}.")
        like_torch = layer.started_as_torch(layer.cell.inputs, layer.hidden)
        layer.load_state_dict(like_torch.state_dict())


def chrono(model: CharRNN, longest: int) -> None:
    """Give the units of a character model's LSTMs half-lives of all lengths, see :func:`chrono_layer`.

    Raises:
        ValueError: if the cells are not LSTM cells, or ``longest`` is below 2.

    Examples:
        >>> model = CharRNN(characters=5, hidden=100, layers=1)
        >>> chrono(model, longest=50)
        >>> keep = model.layers[0].cell.x_to_gates.bias[100:200].sigmoid()  # u / (u + 1), u from 1 to 49
        >>> 0.5 <= keep.min().item() <= keep.max().item() <= 0.98
        True
    """
    for layer in model.layers:
        chrono_layer(layer, longest)


@torch.no_grad()
def chrono_layer(layer: Recurrent, longest: int) -> None:
    """Give an LSTM's units half-lives of all lengths up to the longest wait.

    Each unit has b_f = log u with u drawn uniformly from 1 to T_max - 1, and b_i = -b_f. Without other input to its
    gates it keeps u / (u + 1) of its carry at each step and lets in the rest of the candidate. Tallec and Ollivier,
    arXiv 1804.11188, equation 16.

    Args:
        layer: of LSTM cells, changed in place; all other weights stay.
        longest: T_max, steps, 2 or more.

    Raises:
        ValueError: if the cells are not LSTM cells, or ``longest`` is below 2.
    """
    if not isinstance(layer, LSTM) or longest < 2:
        raise ValueError(
            f"Chrono biases are for an LSTM and waits of 2 steps or more, not for {type(layer).__name__} and {longest}."
        )
    H, bias = layer.hidden, layer.cell.x_to_gates.bias
    keep = torch.empty(H).uniform_(1, longest - 1).log()
    bias[H : 2 * H], bias[:H] = keep, -keep
