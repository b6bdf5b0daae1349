"""Weights to start from, for trainings that have seconds in place of hours."""

from __future__ import annotations

import torch
from torch import nn

from unrolled.models.char_rnn import CharRNN

INPUT_SPREAD = 0.5


@torch.no_grad()
def orthogonal(model: CharRNN) -> None:
    """Start a character model with orthogonal recurrent weights and with characters that are heard at once.

    - Each block of H x H from state to gate is orthogonal: what goes round the loop keeps its length
      (Saxe, McClelland and Ganguli, arXiv 1312.6120).
    - Of the weights that read the 1-of-N vector only one column works at a time, so the usual spread of
      1 / sqrt(3 V), made for sums over all V inputs, is far too small; here it is 0.5.
    - An LSTM's biases are 0, those of its forget gate 1 (Jozefowicz et al. 2015).
    """
    for layer in model.layers:
        cell = layer.cell
        H = cell.hidden
        for name, weights in cell.named_parameters():
            if name.startswith("h_to") and weights.ndim == 2:
                for block in weights.split(H):
                    nn.init.orthogonal_(block)
        if model.config["cell"] == "lstm":
            cell.x_to_gates.bias.zero_()
            cell.x_to_gates.bias[H : 2 * H] = 1.0
    first = model.layers[0].cell
    for name, weights in first.named_parameters():
        if name.startswith("x_to") and weights.ndim == 2:
            nn.init.normal_(weights, std=INPUT_SPREAD)
