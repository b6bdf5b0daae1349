"""How long real things stay open in held-out chapters, and which name the network expects at each real ``\\end{``.

python -m unrolled.lessons.latex.closing.study
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from unrolled.datasets import latex
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing.probe import MODEL, RESULTS, key
from unrolled.lessons.latex.endings.probe import END, NAMES, join, name_chances, rows
from unrolled.lessons.latex.openings.probe import changes
from unrolled.models.language_model import LanguageModel
from unrolled.runtime import one_thread
from unrolled.training.checkpoint import load_sampler
from unrolled.training.results import begin_study, collect

READ = 60_000  # characters of each held-out chapter that the network reads
KEPT = 200  # lengths kept of each kind, evenly among all
CLASSES = (0, 50, 100, 200, 400, 800, 100_000)  # of distances from the opening


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
        "command": "python -m unrolled.lessons.latex.closing.study",
        "model": MODEL,
        "chapters": list(held),
        "recipe": {"characters read of each chapter": READ, "classes of distances": CLASSES, "lengths kept": KEPT},
    }
    collect(RESULTS, about, {"lengths": lambda: count_lengths(list(held.values())), "endings": read_all}, anew=anew)


if __name__ == "__main__":
    main()
