"""Two more networks of the size of ``trio``, on the same 34 plays: a minGRU, and an LSTM that starts as torch's does.

    python -m unrolled.training.trio_more

The LSTM of ``trio`` starts with orthogonal recurrent weights, large input weights and a forget bias of 1. The one here
differs only in its start, which is torch's, with a forget bias near 0. The minGRU has three layers: with one layer its
gates would depend only on the present character. It keeps the LSTM's rate of 0.03, the best of
0.005, 0.01, 0.02, 0.03 and 0.05 in trials of 600 updates on the validation texts. Stopped at any moment, the command
goes on from the last saved step.
"""

from __future__ import annotations

from dataclasses import replace

from unrolled.models.char_rnn import CharRNN
from unrolled.models.size import nearest_width, size
from unrolled.training import trio
from unrolled.training.char_rnn import Recipe

LAYERS = 3  # of the minGRU
SEED = 0


def name(network: str) -> str:
    """The checkpoint's name; the network is a key of :func:`recipes`."""
    return trio.name(network, SEED)


def width() -> int:
    """The units of each layer at which a minGRU is as large as the trio."""
    return nearest_width(trio.SIZE, lambda hidden: size(CharRNN(trio.CHARACTERS, hidden, LAYERS, "min_gru")))


def recipes() -> dict[str, Recipe]:
    """The recipe of the trio's LSTM with another start, or with another cell and its size."""
    lstm = trio.recipe("lstm", SEED)
    return {
        "min_gru": replace(lstm, cell="min_gru", hidden=width(), layers=LAYERS),
        "torch_lstm": replace(lstm, weights="torch"),
    }


if __name__ == "__main__":
    both = {name(network): recipe for network, recipe in recipes().items()}
    trio.train_missing(__doc__, trio.shipping(both, "python -m unrolled.training.trio_more"))
