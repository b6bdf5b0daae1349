"""Shakespeare characters, the stand-in that needs no run: networks of equal size whose checkpoints ship with cards.

Their LSTM starts as a fair LSTM does, with orthogonal weights and a forget bias of 1, and so stands in that column; the
one that starts as torch's does is the plain LSTM. The score is bits a character on the validation plays, after the last
update: no epoch was chosen, and so both protocols are the same. Their curves go over the first characters of each play.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import Any

import numpy as np

from unrolled.lessons.table1.the_table.record import MODELS, Entry
from unrolled.training.checkpoint import checkpoint_path, load_card
from unrolled.units import Loss

CHARACTERS = "shakespeare_characters"
SEEDS = (0, 1, 2)
NETWORKS = {
    "lstm": "torch_lstm", "gru": "gru", "rnn": "rnn", "tcn": "tcn", "fair_lstm": "lstm", "min_gru": "min_gru",
}  # fmt: skip


def read_cards() -> dict[str, tuple[dict[str, Any], ...]]:
    """By model, the cards of its seeds; models without one are left out."""
    found = {}
    for model, network in NETWORKS.items():
        names = [f"trio_{network}_{seed}" for seed in SEEDS]
        if cards := tuple(load_card(name) for name in names if checkpoint_path(name).with_suffix(".json").exists()):
            found[model] = cards
    return found


def card_entries(cards: Mapping[str, tuple[Mapping[str, Any], ...]]) -> dict[str, Entry]:
    """The row's entries."""
    return {model: _entry(model, cards[model]) if model in cards else Entry(model, None) for model in MODELS}


def _entry(model: str, cards: tuple[Mapping[str, Any], ...]) -> Entry:
    first = cards[0]
    curves = [np.array(card["curve"]["rows"], dtype=float)[:, [0, 2]] for card in cards]
    for curve in curves:
        curve[:, 1] = [Loss(nats).bits for nats in curve[:, 1]]
    steps = int(first["curve"]["rows"][-1][0])
    return Entry(
        model, None, tuple(card["bits"]["validation"] for card in cards),
        tuple(card["recipe"]["seed"] for card in cards), "done", settings="size", done=(steps, steps), steps="update",
        curves=tuple(curves), recipe=_words(first), width=first["recipe"]["hidden"], parameters=first["parameters"],
        minutes=statistics.fmean(card["wall_seconds"] for card in cards) / 60, clock="wall time",
        command=first["command"],
    )  # fmt: skip


def _words(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card's recipe under the names of the benchmark's."""
    recipe = card["recipe"]
    return {
        "layers": recipe["layers"], "kernel": card["config"].get("kernel", 0), "dropout": recipe["dropout"],
        "orthogonal": recipe.get("weights") == "orthogonal", "optimiser": "Adam", "rate": recipe["rate"],
        "falls": "cosine", "clip": recipe["clip"], "batch": recipe["batch"], "updates": recipe["steps"],
    }  # fmt: skip
