r"""Does a network close what was opened, and when? And how long do real things stay open?

    python -m unrolled.probes.closing

The network goes on from an unfinished source many times over, and each thing that
is open at its end is followed until it is closed, by its own counterpart or by
another.

The study takes the held-out chapters. It counts how long real things stay open, and
it lets the network read the chapters and asks at each real ``\end{`` which name it
expects.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets import latex
from unrolled.datasets.text import Vocabulary
from unrolled.models.language_model import LanguageModel
from unrolled.probes.endings import END, NAMES, join, name_chances, rows
from unrolled.probes.openings import changes
from unrolled.records.closing import Closing, Continuation, OpenedClosed, Opening
from unrolled.runtime import one_thread
from unrolled.training.checkpoint import load_sampler
from unrolled.training.results import begin_study, collect, load_results

RESULTS, MODEL = "closing", "latex_2x512"
READ = 60_000  # characters of each held-out chapter that the network reads
KEPT = 200  # lengths kept of each kind, evenly among all
CLASSES = (0, 50, 100, 200, 400, 800, 100_000)  # of distances from the opening


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


def survival(shown: OpenedClosed, which: int) -> tuple[np.ndarray, np.ndarray]:
    """The share of continuations in which a thing is still open, by characters.

    Returns:
        Distances from 0 to ``written``, ``(n,)``, rising, and shares ``(n,)``: a step after each closing.
    """
    places = sorted(one.closings[which].stop for one in shown.continuations if one.closings[which])
    count = len(shown.continuations)
    at = np.array([0, *places, shown.written], dtype=float)
    left = 1 - np.array([0, *range(1, len(places) + 1), len(places)]) / max(count, 1)
    return at, left


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


def count_lengths(chapters: Sequence[str]) -> dict[str, Any]:
    """Lengths of all that is opened and closed in chapters, by ``key``; how many, and how many were closed wrongly."""
    found, wrong = defaultdict(list), 0
    for chapter in chapters:
        for closed in (one for change in changes(chapter) for one in change.closed):
            found[key(closed.opening)].append(closed.start - closed.opening.stop)
            wrong += not closed.right
    every = sum(map(len, found.values()))
    kept = {name: _thin(sorted(lengths)) for name, lengths in sorted(found.items()) if len(lengths) >= 10}
    return {"closed": every, "wrong": wrong, "lengths": kept}


def _thin(lengths: list[int]) -> list[int]:
    """At most ``KEPT`` of them, evenly."""
    if len(lengths) <= KEPT:
        return lengths
    return [lengths[round(k * (len(lengths) - 1) / (KEPT - 1))] for k in range(KEPT)]


@one_thread
@torch.inference_mode()
def read_endings(model: LanguageModel, vocabulary: Vocabulary, chapters: Sequence[str]) -> dict[str, Any]:
    r"""The chance of the right name at each real ``\end{`` of chapters, all of one length, by distance."""
    due: dict[int, list[tuple[int, str, int]]] = defaultdict(list)  # place after \end{: (chapter, name, distance)
    for row, chapter in enumerate(chapters):
        for one in (one for change in changes(chapter) for one in change.closed):
            if one.opening.kind == "environment" and one.right and one.opening.name in NAMES:
                due[one.start + len(END) - 1].append((row, one.opening.name, one.start - one.opening.stop))
    ids = torch.stack([vocabulary.encode(chapter) for chapter in chapters])
    state, found, states, scores = None, [], [], []
    for k in range(ids.shape[1]):
        logits, state = model.step(state, ids[:, k])
        for row, name, distance in due.get(k, []):
            found.append((name, distance))
            states.append(rows(state, torch.tensor([row])))
            scores.append(logits[row])
    chances = name_chances(model, vocabulary, torch.stack(scores), join(states), list(NAMES))
    order = list(NAMES)
    right = chances[np.arange(len(found)), [order.index(name) for name, _ in found]]
    first = chances.max(axis=1) == right
    base = np.array([NAMES[name] for name, _ in found]) / sum(NAMES.values())
    distances = np.array([distance for _, distance in found])
    place = np.searchsorted(CLASSES, distances, side="right") - 1
    measured = {"count": [], "chance": [], "first": [], "base": [], "distance": []}
    for one in np.unique(place):  # classes without an end are left out
        inside = place == one
        measured["count"].append(int(inside.sum()))
        measured["distance"].append(round(float(distances[inside].mean())))
        for name, values in (("chance", right), ("first", first), ("base", base)):
            measured[name].append(round(float(values[inside].mean()), 4))
    return measured


def main() -> None:
    """Write ``data/results/closing.json``."""
    anew = begin_study(__doc__)
    parts = latex.split()
    held = parts.validation | parts.test

    def read_all() -> dict[str, Any]:
        model, vocabulary, _ = load_sampler(MODEL)
        return read_endings(model, vocabulary, [chapter[:READ] for chapter in held.values() if len(chapter) >= READ])

    about = {
        "what": "how long things stay open in held-out chapters, and whether the network expects the name at each end",
        "command": "python -m unrolled.probes.closing",
        "model": MODEL,
        "chapters": list(held),
        "recipe": {"characters read of each chapter": READ, "classes of distances": CLASSES, "lengths kept": KEPT},
    }
    collect(RESULTS, about, {"lengths": lambda: count_lengths(list(held.values())), "endings": read_all}, anew=anew)


if __name__ == "__main__":
    main()
