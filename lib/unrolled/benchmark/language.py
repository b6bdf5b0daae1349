"""The rows of Table 1 that are text: windows of tokens, of which the later part is scored.

The paper's program for the TCN reads windows of which the first part is context alone. All models do so here, so that
none has more to go by than another: a recurrent network, too, begins each window from nothing. (Carrying its state
along the whole text would give it more context than the TCN's receptive field.)

Only the stand-ins are run. The others wait for their data; their recipes were tried on small files of the same form.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from unrolled.benchmark.task import Batch, Data, Task, sha256
from unrolled.datasets import language_tasks
from unrolled.datasets.language_text import Passage, PassageText, reduced
from unrolled.models.sequence_net import SequenceNet
from unrolled.training.loop import UNSCORED
from unrolled.units import Loss

WINDOWS = {"words": (80, 40), "characters": (200, 100)}  # tokens of a window, and how many of them are only context
AT_ONCE = 16  # held-out windows
REDUCED = 1_000_000  # training tokens of a stand-in


def windows(ids: np.ndarray, places: Tensor, length: int, context: int) -> Batch:
    """Windows of a text, one every ``length - context`` tokens.

    Args:
        ids: ``(N,)`` the text.
        places: ``(B,)`` which windows, from 0.
        length: T, tokens of a window.
        context: of these, how many are not scored.

    Returns:
        Inputs and targets, ``(B, T)`` int64 each; a target is UNSCORED where it is context.
    """
    starts = places.numpy() * (length - context)
    piece = torch.from_numpy(ids[starts[:, None] + np.arange(length + 1)].astype(np.int64))
    targets = piece[:, 1:].clone()
    targets[:, :context] = UNSCORED
    return piece[:, :-1], targets


def window_count(tokens: int, length: int, context: int) -> int:
    """How many such windows a text has; what is left over at its end is not scored."""
    return (tokens - 1 - context) // (length - context)


def text_data(name: str) -> Data:
    """The data of a text of ``language_tasks.NAMES``; a stand-in at reduced size.

    Raises:
        DownloadError: if it cannot be had.
        LanguageTextError: if it is damaged, or too short for a single window.
    """
    text = language_tasks.load(name)
    if name in language_tasks.STAND_INS:
        text = reduced(text, REDUCED)
    length, context = WINDOWS[text.kind]

    def through(ids: np.ndarray) -> Callable[[], Iterator[Batch]]:
        places = torch.arange(window_count(len(ids), length, context))
        return lambda: (windows(ids, some, length, context) for some in places.split(AT_ONCE))

    held = {part: getattr(text, part) for part in ("valid", "test")}
    if isinstance(text, PassageText):
        parts = {part: functools.partial(_passages, passages) for part, passages in held.items()}
        rows = [np.append(one.before, one.last) for passages in held.values() for one in passages]
    else:
        parts, rows = {part: through(ids) for part, ids in held.items()}, list(held.values())
    count = window_count(len(text.train), length, context)
    if count < 1:
        raise language_tasks.LanguageTextError(
            f"{name} has {len(text.train)} tokens, too few for a window of {length}."
        )
    return Data(
        count, lambda places: windows(text.train, places, length, context), parts,
        sha256(*map(torch.from_numpy, (text.train, *rows))), length, types=len(text.tokens),
    )  # fmt: skip


def _passages(passages: tuple[Passage, ...]) -> Iterator[Batch]:
    """Passages one by one; the last word alone is scored, and is not among what is read."""
    for one in passages:
        targets = np.full(len(one.before), UNSCORED)
        targets[-1] = one.last
        yield torch.from_numpy(one.before)[None], torch.from_numpy(targets)[None]


def _lose(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    """Nats a scored token."""
    scored = y != UNSCORED
    return cross_entropy(network.where(x, scored), y[scored])


def _score(network: SequenceNet, x: Tensor, y: Tensor) -> tuple[float, int]:
    scored = y != UNSCORED
    return float(cross_entropy(network.where(x, scored), y[scored], reduction="sum")), int(scored.sum())


def text_task(name: str, text: str, title: str, metric: str) -> Task:
    """A row; perplexity for words, bits for characters."""
    mean, unit = {"perplexity": (_perplexity, "perplexity"), "bits": (_bits, "bits a character")}[metric]
    return Task(
        name, title, metric, unit, 0, 0, functools.cache(functools.partial(text_data, text)), _lose, _score, mean
    )


def _perplexity(nats: float) -> float:
    return Loss(nats).perplexity


def _bits(nats: float) -> float:
    return Loss(nats).bits


ROWS_OF_TEXT = {  # by task, the name of its text
    "ptb_words": "ptb words",
    "wikitext_103": "wikitext-103",
    "lambada": "lambada",
    "ptb_characters": "ptb characters",
    "text8": "text8",
    "brown_words": "brown words",
    "shakespeare_characters": "shakespeare characters",
}
TEXT_TASKS = tuple(
    text_task(name, ROWS_OF_TEXT[name], title, metric)
    for name, title, metric in (
        ("ptb_words", "Word-level PTB", "perplexity"),
        ("wikitext_103", "Word-level Wiki-103", "perplexity"),
        ("lambada", "Word-level LAMBADA", "perplexity"),
        ("ptb_characters", "Char-level PTB", "bits"),
        ("text8", "Char-level text8", "bits"),
        ("brown_words", "Brown words (stand-in)", "perplexity"),
        ("shakespeare_characters", "Shakespeare characters (stand-in)", "bits"),
    )
)
