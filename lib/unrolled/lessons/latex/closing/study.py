"""How long real things stay open in held-out chapters, and which name the network expects at each real ``\\end{``.

Each end is asked twice, the second time with another name opened: what changes is memory.

python -m unrolled.lessons.latex.closing.study
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch

from unrolled.datasets import latex
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing.probe import MODEL, RESULTS, key
from unrolled.lessons.latex.endings.probe import END, NAMES, join, name_chances, other, rows
from unrolled.lessons.latex.modes.probe import RESULTS as MODES
from unrolled.lessons.latex.openings.probe import changes
from unrolled.models.language_model import LanguageModel
from unrolled.runtime import one_thread
from unrolled.training.checkpoint import load_sampler
from unrolled.training.results import begin_study, collect, load_results

READ = 60_000  # characters of each held-out chapter that the network reads
KEPT = 200  # lengths kept of each kind, evenly among all
BEFORE = 500  # characters read before an opening
BATCH = 32  # ends read side by side
ASKED = ("proof", "lemma", "enumerate")  # told apart
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


class End(NamedTuple):
    r"""A real ``\end{`` to be read twice: after what was opened, and with another name in its place.

    Attributes:
        name: of the environment.
        distance: characters from its opening to its end.
        pieces: the source before the name, ``\end{`` included: as it is, and with the other name opened.
    """

    name: str
    distance: int
    pieces: tuple[str, str]


def real_ends(chapters: Sequence[str]) -> list[End]:
    """All ends of environments in chapters, with ``BEFORE`` characters before each opening."""
    found = []
    for chapter in chapters:
        for one in (one for change in changes(chapter) for one in change.closed):
            opening = one.opening
            if opening.kind == "environment" and one.right and opening.name in NAMES:
                before = chapter[max(opening.start - BEFORE, 0) : opening.start]
                after = chapter[opening.stop : one.start] + END
                right, swapped = (f"{before}\\begin{{{name}}}{after}" for name in (opening.name, other(opening.name)))
                found.append(End(opening.name, one.start - opening.stop, (right, swapped)))
    return found


@one_thread
@torch.inference_mode()
def read_endings(
    model: LanguageModel, vocabulary: Vocabulary, chapters: Sequence[str], unit: tuple[int, int] | None = None
) -> dict[str, Any]:
    r"""The probability of the right name at each real ``\end{`` of chapters, by distance from its opening.

    Each is asked twice: as it is, and with another name opened in its place. What the probability loses was memory.

    Args:
        model: a language model.
        vocabulary: its characters.
        chapters: held-out source.
        unit: layer, counted from 1, and number, counted from 0, of a unit of a ``Sampler`` whose carry is read before
            the ends of proofs.

    Returns:
        By class of distance "count", "distance" and means of "chance" and "swapped"; under "names" the same for some
        environments; under "unit" the mean carry, as it is and swapped.
    """
    ends = sorted(real_ends(chapters), key=lambda end: end.distance)
    read = [_read(model, vocabulary, ends[k : k + BATCH], unit) for k in range(0, len(ends), BATCH)]
    chances = np.concatenate([one for one, _ in read])  # (2 N, K)
    order = list(NAMES)
    columns = [order.index(end.name) for end in ends]
    right, swapped = (chances[k::2][np.arange(len(ends)), columns] for k in (0, 1))
    values = {
        "distance": np.array([end.distance for end in ends]),
        "chance": right,
        "swapped": swapped,
    }
    names = np.array([end.name for end in ends])
    measured: dict[str, Any] = {**_by_class(values, np.ones(len(ends), bool))}
    measured["names"] = {name: _by_class(values, names == name) for name in ASKED if (names == name).any()}
    if unit is not None:
        carries = np.concatenate([carry for _, carry in read])
        proofs = names == "proof"
        as_it_is, other_name = (round(float(carries[k::2][proofs].mean()), 4) for k in (0, 1))
        measured["unit"] = {"layer": unit[0], "unit": unit[1], "proof": as_it_is, "swapped": other_name}
    return measured


def _read(
    model: LanguageModel, vocabulary: Vocabulary, ends: Sequence[End], unit: tuple[int, int] | None
) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of all names ``(2 N, K)`` at some ends, each asked twice, and a unit's carry before them."""
    pieces = [vocabulary.encode(piece) for end in ends for piece in end.pieces]
    ids = torch.nn.utils.rnn.pad_sequence(pieces, batch_first=True)  # (2 N, T)
    state, states, scores, carries = None, {}, {}, {}
    for k in range(ids.shape[1]):
        logits, state = model.step(state, ids[:, k])
        for row, piece in enumerate(pieces):
            if len(piece) == k + 1:
                states[row], scores[row] = rows(state, torch.tensor([row])), logits[row]
            elif unit is not None and len(piece) == k + 1 + len(END):
                carries[row] = float(state[row, 2 * unit[0] - 1, unit[1]])
    all_rows = range(len(pieces))
    logits, state = torch.stack([scores[row] for row in all_rows]), join([states[row] for row in all_rows])
    found = name_chances(model, vocabulary, logits, state, list(NAMES))
    return found, np.array([carries.get(row, np.nan) for row in all_rows])


def _by_class(values: dict[str, np.ndarray], chosen: np.ndarray) -> dict[str, list[float]]:
    """Means of the chosen ends by class of distance; classes without an end are left out."""
    place = np.searchsorted(CLASSES, values["distance"], side="right") - 1
    measured: dict[str, list[float]] = {"count": [], **{name: [] for name in values}}
    for one in np.unique(place[chosen]):
        inside = chosen & (place == one)
        measured["count"].append(int(inside.sum()))
        for name in values:
            mean = float(values[name][inside].mean())
            measured[name].append(round(mean) if name == "distance" else round(mean, 4))
    return measured


def main() -> None:
    """Write ``data/results/closing.json``."""
    anew = begin_study(__doc__)
    parts = latex.split()
    held = parts.validation | parts.test

    def read_all() -> dict[str, Any]:
        model, vocabulary, _ = load_sampler(MODEL)
        chosen = load_results(MODES)["proof"]
        some = [chapter[:READ] for chapter in held.values() if len(chapter) >= READ]
        return read_endings(model, vocabulary, some, (chosen["layer"], chosen["unit"]))

    about = {
        "what": "how long things stay open in held-out chapters, and whether the network expects the name at each end",
        "command": "python -m unrolled.lessons.latex.closing.study",
        "model": MODEL,
        "chapters": list(held),
        "recipe": {
            "characters read of each chapter": READ, "classes of distances": CLASSES, "lengths kept": KEPT,
            "characters read before each opening": BEFORE,
            "swapped": "the same, with lemma opened in place of proof, and proof in place of any other",
        },
    }  # fmt: skip
    collect(RESULTS, about, {"lengths": lambda: count_lengths(list(held.values())), "endings": read_all}, anew=anew)


if __name__ == "__main__":
    main()
