"""Does a network close what was opened, and when? And how long do real things stay open?

The network goes on from an unfinished source many times over, and each thing that
is open at its end is followed until it is closed, by its own counterpart or by
another.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.lessons.latex.closing.record import Closing, Continuation, OpenedClosed, Opening
from unrolled.lessons.latex.endings.probe import rows
from unrolled.lessons.latex.openings.probe import changes
from unrolled.models.language_model import LanguageModel
from unrolled.runtime import one_thread
from unrolled.training.results import load_results

RESULTS, MODEL = "closing", "latex_2x512"


@one_thread
@torch.inference_mode()
def write_many(
    model: LanguageModel,
    logits: Tensor,
    state: Any,
    noise: Tensor,
    temperature: float,
    *,
    every: int = 40,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Tensor]:
    """Let a model write many passages at once, each with a noise of its own.

    Args:
        model: the model.
        logits: ``(1, V)`` where writing begins.
        state: the state there.
        noise: ``(N, B, V)``, Gumbel's.
        temperature: 0 or more.
        every: after so many characters the passages are handed over.
        cancelled: asked before each character; True ends the writing.

    Yields:
        ``(B, n)`` numbers of characters, n = every, 2 every, ... N.
    """
    N, B, _ = noise.shape
    state, logits = rows(state, torch.zeros(B, dtype=torch.int64)), logits.expand(B, -1)
    drawn: list[Tensor] = []
    for g in noise:
        if cancelled():
            return
        if drawn:
            logits, state = model.step(state, drawn[-1])
        drawn.append((logits + temperature * g).argmax(dim=1))  # (B,)
        if len(drawn) % every == 0 or len(drawn) == N:
            yield torch.stack(drawn, dim=1)


def follow(prompt: str, openings: Sequence[Opening], text: str) -> Continuation:
    """A continuation, and how it closed each thing that was open."""
    found: dict[Opening, Closing] = {}
    for change in changes(prompt + text):
        for closed in change.closed:
            if closed.opening in openings:
                at = len(prompt)
                found[closed.opening] = replace(closed, start=closed.start - at, stop=closed.stop - at)
        if len(found) == len(openings):
            break
    return Continuation(text, tuple(found.get(one) for one in openings))


def opened_closed(
    prompt: str,
    openings: tuple[Opening, ...],
    texts: Sequence[str],
    temperature: float,
    length: int,
    row: int = 0,
    real: tuple[tuple[np.ndarray, np.ndarray] | None, ...] = (),
) -> OpenedClosed:
    """Continuations, the earliest closed first: by the innermost thing, then by those further out."""

    def order(one: Continuation) -> list[float]:
        return [found.stop if found else np.inf for found in one.closings]

    found = sorted((follow(prompt, openings, text) for text in texts), key=order)
    written = max(map(len, texts), default=0)
    return OpenedClosed(prompt, openings, tuple(found), temperature, written, length, row, real)


def all_closed(shown: OpenedClosed) -> bool:
    """Whether nothing is left to wait for."""
    return all(found for one in shown.continuations for found in one.closings)


def key(opening: Opening) -> str:
    """What real openings are counted under: the name of an environment, or the kind."""
    return opening.name if opening.kind == "environment" else opening.kind


@functools.cache
def real_lengths() -> dict[str, np.ndarray]:
    """How many characters real things stay open in held-out chapters, by ``key``, rising."""
    return {name: np.array(lengths) for name, lengths in load_results(RESULTS)["lengths"]["lengths"].items()}


def still_open_after(
    opening: Opening, waited: int, distances: np.ndarray, lengths: dict[str, np.ndarray] | None = None
) -> np.ndarray | None:
    """The share of real things still open after more characters, among those open for as long as this one.

    Args:
        opening: names the kind.
        waited: characters since it was opened.
        distances: ``(n,)`` more characters.
        lengths: as from :func:`real_lengths`, by default.

    Returns:
        ``(n,)``; None where fewer than ten real ones waited so long.
    """
    real = (real_lengths() if lengths is None else lengths).get(key(opening), np.array([]))
    among = real[real >= waited]
    return None if len(among) < 10 else 1 - np.searchsorted(among, waited + distances, side="left") / len(among)
