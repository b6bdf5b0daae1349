"""RNN, GRU and LSTM of equal size on the same task: what the trio's cards say."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from unrolled.lessons.lstm.equal_sizes.record import EqualSizes
from unrolled.training.checkpoint import checkpoint_path, load_card
from unrolled.training.trio import CELLS, SEEDS, name


def equal_sizes() -> EqualSizes:
    """Losses, widths and parameters from the cards; a seed counts where all three cells have been trained with it."""
    trained = [seed for seed in SEEDS if all(_card_path(cell, seed).exists() for cell in CELLS)]
    cards = {cell: [load_card(name(cell, seed)) for seed in trained] for cell in CELLS}
    rows = {cell: [np.array(card["curve"]["rows"]) for card in of] for cell, of in cards.items()}
    return EqualSizes(
        rows[CELLS[0]][0][:, 0],
        {cell: np.array([curve[:, 2] for curve in of]) for cell, of in rows.items()},
        {cell: np.array([card["nats"]["validation"] for card in of]) for cell, of in cards.items()},
        {cell: of[0]["config"]["hidden"] for cell, of in cards.items()},
        {cell: of[0]["parameters"] for cell, of in cards.items()},
    )


def _card_path(cell: str, seed: int) -> Path:
    return checkpoint_path(name(cell, seed)).with_suffix(".json")
