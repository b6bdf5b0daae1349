"""Memory horizon: what is expected at a place of a text when the context older than n characters is cut away."""

from __future__ import annotations

import functools
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.horizon.record import Horizon, Reach
from unrolled.measuring.char_rnn import check_prompt, softmax
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import UnrolledError, one_thread
from unrolled.training import trio
from unrolled.training.char_rnn import SHIPPED
from unrolled.training.results import load_results

NAME = "horizon"
SHOWN = 8  # candidates
MARKS = (1, 2, 4, 8, 15, 30, 45, 60, 120, 250)  # contexts measured at every place: fewer than in the study, for speed
CHUNK = 250  # sequences read side by side


class HorizonError(UnrolledError, ValueError):
    """A text in which nothing can be predicted."""


@one_thread
@torch.inference_mode()
def cut_logits(model: CharRNN, ids: Tensor, contexts: np.ndarray) -> Tensor:
    """Scores for the character after a text, read from a zero state at several distances from its end.

    One walk along the text serves all: at each distance one more row, with a zero state, joins those under way.

    Args:
        model: a network in evaluation mode.
        ids: ``(T,)`` int64.
        contexts: ``(M,)`` numbers of characters, ascending, each from 1 to T.

    Returns:
        ``(M, V)``; row m has read the last ``contexts[m]`` characters.
    """
    state = None
    edges = [len(ids) - n for n in contexts[::-1]] + [len(ids)]
    for row, (start, stop) in enumerate(pairwise(edges), start=1):
        fresh = model.initial_state(1)
        state = fresh if state is None else [
            tuple(torch.cat([part, zero]) for part, zero in zip(layer, zeros, strict=True))
            for layer, zeros in zip(state, fresh, strict=True)
        ]  # fmt: skip
        logits, state = model(ids[start:stop].expand(row, -1), state)
    return logits[:, -1].flip(0)


@functools.lru_cache(maxsize=64)
def _at_marks(model: CharRNN, ids: tuple[int, ...]) -> tuple[list[int], Tensor]:
    """The contexts of ``MARKS`` that a text has, all of it included, and the scores after each, ``(M, V)``."""
    marks = [*(n for n in MARKS if n < len(ids)), len(ids)]
    return marks, cut_logits(model, torch.tensor(ids), np.array(marks))


def horizon(model: CharRNN, vocabulary: Vocabulary, text: str, place: int, context: int) -> Horizon:
    """Predict one character of a text from the last n before it, and from other numbers for comparison.

    Args:
        model: a network that no longer changes: what it said at a place is kept while the context moves.
        vocabulary: its characters.
        text: T characters.
        place: the character to predict; held between 1 and T - 1.
        context: n; held between 1 and the characters there are.

    Raises:
        HorizonError: if the text is a single character.
        PromptError: if it is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    ids = check_prompt(text, vocabulary)
    if len(ids) < 2:
        raise HorizonError("A single character has nothing before it: write at least two.")
    place = min(max(place, 1), len(ids) - 1)
    context = min(max(context, 1), place)
    marks, at_marks = _at_marks(model, tuple(ids[:place].tolist()))
    at_context = cut_logits(model, ids[place - context : place], np.array([context]))
    contexts, first = np.unique([*marks, context], return_index=True)
    p = softmax(torch.cat([at_marks, at_context])[torch.from_numpy(first)].double().numpy())  # (M, V)
    cut, whole, came = p[np.searchsorted(contexts, context)], p[-1], int(ids[place])
    likeliest = np.argsort(-cut, kind="stable")[:SHOWN]

    def entry(k: int) -> tuple[str, float, float]:
        return vocabulary.characters[k], float(cut[k]), float(whole[k])

    return Horizon(
        text, place, context, contexts, -np.log2(p[:, came]),
        tuple(entry(k) for k in likeliest), entry(came), int(1 + (cut > cut[came]).sum()),
    )  # fmt: skip


@torch.inference_mode()
def cut_losses(model: nn.Module, text: Tensor, at: np.ndarray, context: int) -> np.ndarray:
    """Nats of the characters at places ``(M,)`` of a text, each read from a zero state so many characters before.

    Args:
        model: a language model; left in evaluation mode.
        text: ``(T,)`` int64.
        at: the places, each at least ``context``.
        context: n, 1 or more.

    Raises:
        ValueError: if there are fewer characters before a place.
    """
    if context < 1 or at.min() < context:
        raise ValueError(f"{context} characters cannot be read before place {at.min()}.")
    model.eval()
    losses = []
    for some in np.array_split(at, max(len(at) // CHUNK, 1)):
        windows = text[torch.from_numpy(some[:, None] - context + np.arange(context))]  # (M, n)
        logits = model(windows)[0][:, -1].double()  # (M, V)
        losses.append(nn.functional.cross_entropy(logits, text[torch.from_numpy(some)], reduction="none"))
    return torch.cat(losses).numpy()


def reaches() -> list[Reach]:
    """The committed measurements: shipped network, trio with all its seeds, counting models."""
    runs = load_results(NAME)
    groups = {"LSTM 2 × 256": ("lstm", [SHIPPED])}
    for cell in trio.CELLS[::-1]:
        width = trio.recipe(cell, 0).hidden
        groups[f"{cell.upper()} {width}"] = (cell, [trio.name(cell, seed) for seed in trio.SEEDS])
    groups["counting"] = ("counting", ["counting"])
    return [
        Reach(
            name,
            cell,
            np.array(runs[seeds[0]]["contexts"]),
            np.array([runs[seed]["nats"] for seed in seeds if seed in runs]),
            np.array([runs[seed]["carried"] for seed in seeds if seed in runs]),
        )
        for name, (cell, seeds) in groups.items()
        if seeds[0] in runs
    ]


def quick(model: CharRNN) -> CharRNN:
    """The same network with torch's own kernels: the same numbers, faster."""
    fused = CharRNN(**model.config, fused=True)
    fused.load_state_dict(model.state_dict())
    return fused.eval()
