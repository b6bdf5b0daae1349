"""Six networks of equal size read one text: the trio, the TCN and the two networks beside them, seed 0 of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import torch
from torch import Tensor

from unrolled.benchmark.recipes import MODELS
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.table1.one_string.record import Machine, OneString
from unrolled.measuring.char_rnn import check_prompt
from unrolled.measuring.surprisal import surprisal
from unrolled.models.language_model import CharModel
from unrolled.runtime import one_thread
from unrolled.training import trio
from unrolled.training.checkpoint import load_char_rnn

LONGEST = 200  # characters of a text
NETWORKS = {"lstm": "torch_lstm", "fair_lstm": "lstm"}  # in the checkpoints' names, where they differ


def load() -> tuple[dict[str, CharModel], Vocabulary]:
    """The six networks by model, and the vocabulary they share.

    Raises:
        CheckpointError: if one is missing or damaged.
    """
    models: dict[str, CharModel] = {}
    for model in MODELS:
        models[model], vocabulary, _ = load_char_rnn(trio.name(NETWORKS.get(model, model), 0))
    return models, vocabulary


class _Ahead:
    """Hands out, step by step, logits that were computed for the whole text at once; the state is the place."""

    def __init__(self, model: CharModel, ids: Tensor):
        with torch.inference_mode():
            self._logits = model(ids[None])[0][0]  # (T, V)

    def step(self, state: int | None, ids: Tensor) -> tuple[Tensor, int]:
        """Logits ``(1, V)`` after one more character."""
        place = state or 0
        return self._logits[place : place + 1], place + 1


@one_thread
def read_all(
    models: Mapping[str, CharModel], vocabulary: Vocabulary, text: str, *, against_best: bool = False
) -> OneString:
    """Let every network read a text from its zero state; the cursor starts where they disagree most.

    Raises:
        PromptError: if the text is empty or longer than ``LONGEST``.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    ids = check_prompt(text, vocabulary, LONGEST)
    machines = [
        Machine(name, MODELS[name], surprisal(_Ahead(model, ids), vocabulary, text, LONGEST))
        for name, model in models.items()
    ]
    bits = torch.tensor([machine.read.bits.tolist() for machine in machines])  # (machines, T)
    cursor = int((bits.amax(dim=0) - bits.amin(dim=0)).argmax())
    return OneString(text, tuple(sorted(machines, key=lambda machine: machine.mean)), cursor, against_best)


def point_at(view: OneString, cursor: int) -> OneString:
    """The same text with the cursor elsewhere, held inside the text."""
    return replace(view, cursor=min(max(cursor, 0), len(view.text) - 1))


def compare(view: OneString, against_best: bool) -> OneString:
    """The same text with bits, or with differences to the best machine."""
    return replace(view, against_best=against_best)
