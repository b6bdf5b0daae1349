"""Which units track something? Found on the validation plays, scored on the test plays.

Four features of a text are computed from its characters alone: being inside a
speaker's NAME:, the place in the line, being on the first line of a speech,
being five letters or more into a word. The carries of all units of the shipped
model are held against them. For each feature the unit with the best score on
the validation plays is scored once on the test plays.

Two yardsticks stand beside it. The best of *as many units* on shuffled labels:
the labels are moved along the text in a circle, since labels of neighbouring
characters hang together and a plain shuffle would make chance look too small.
And what the present character alone tells, by the label's mean for it in the
validation plays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.tracking.record import Tracker
from unrolled.models.char_rnn import CharRNN
from unrolled.models.lstm import LSTMStep
from unrolled.training.results import load_results

RESULTS = "tracking"
CHARACTERS = 30_000  # of each play
PIECE, BURN_IN = 1_000, 200  # pieces are read side by side, each from a zero state this much earlier
SHIFTS, LEAST_SHIFT = 20, 1_000
LONG = 5  # letters before which a word is not long

FEATURES = {
    "heading": "inside a speaker's NAME:",
    "line": "the place in the line",
    "speech": "on the first line of a speech",
    "word": "5 letters or more into a word",
}


def labels(text: str) -> dict[str, np.ndarray]:
    """What is true at each character of a text ``(T,)``, by feature; the line's place is a number from 0."""
    found = {name: np.zeros(len(text)) for name in FEATURES}
    at, before, spoken = 0, "\n", False
    for line in text.splitlines(keepends=True):
        cut = slice(at, at + len(line))
        heading = before == "\n" and re.fullmatch(r"[^\n:]+:\n?", line) is not None
        found["heading"][cut] = heading & (np.array(list(line)) != "\n")
        found["line"][cut] = np.arange(len(line))
        found["speech"][cut] = spoken
        at, before, spoken = at + len(line), line, heading
    for word in re.finditer(r"[A-Za-z']+", text):
        found["word"][word.start() + LONG - 1 : word.end()] = 1
    return found


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1 along the last axis, the mean rank among equals."""
    flat = values.reshape(-1, values.shape[-1])
    out = np.empty(flat.shape)
    for row, one in zip(out, flat, strict=True):
        _, place, count = np.unique(one, return_inverse=True, return_counts=True)
        row[:] = (np.cumsum(count) - (count - 1) / 2)[place]
    return out.reshape(values.shape)


def auc(ranked: np.ndarray, label: np.ndarray) -> np.ndarray:
    """The chance that a place with the label stands above one without it (Mann and Whitney 1947).

    Args:
        ranked: ``(..., N)`` from :func:`ranks`.
        label: ``(N,)`` zeros and ones, some of each.

    Returns:
        ``(...)`` from 0 to 1; 0.5 is chance.
    """
    positive = label.sum()
    return (ranked @ label - positive * (positive + 1) / 2) / (positive * (len(label) - positive))


def rank_correlation(ranked: np.ndarray, label: np.ndarray) -> np.ndarray:
    """Spearman's correlation of values, given as ranks ``(..., N)``, with numbers ``(N,)``."""
    theirs = ranks(label)
    theirs = (theirs - theirs.mean()) / np.linalg.norm(theirs - theirs.mean())
    centred = ranked - (len(label) + 1) / 2
    return centred @ theirs / np.maximum(np.linalg.norm(centred, axis=-1), 1e-12)


def measure(label: np.ndarray) -> tuple[str, Callable[[np.ndarray, np.ndarray], np.ndarray], float]:
    """The measure for a label, yes or no or a number: its name, the function, and what chance gives."""
    return ("AUC", auc, 0.5) if np.isin(label, (0, 1)).all() else ("rank correlation", rank_correlation, 0.0)


@torch.inference_mode()
def carries(model: CharRNN, vocabulary: Vocabulary, text: str, *, piece: int = PIECE, window: int = 100) -> np.ndarray:
    """The carries of all units, layer on layer: ``(L H, N)`` for the text from ``BURN_IN`` on, cut into whole pieces.

    Each piece starts from a zero state ``BURN_IN`` characters before its first, and these are left out.
    """
    ids = vocabulary.encode(text)
    count = (len(ids) - BURN_IN) // piece
    rows = torch.stack([ids[k * piece : (k + 1) * piece + BURN_IN] for k in range(count)])  # (B, T)
    state, kept = None, []
    for cut in rows.split(window, dim=1):
        _, state, records = model.trace(cut, state)
        carry = [record.c for record in records if isinstance(record, LSTMStep)]
        kept.append(torch.cat(carry, dim=2))  # (B, window, L H)
    return torch.cat(kept, dim=1)[:, BURN_IN:].flatten(0, 1).T.numpy()


class Reading:
    """Carries of all units over some texts and their ranks, ``(L H, N)`` each, with the labels.

    Args:
        model: an LSTM.
        vocabulary: its characters.
        plays: texts by title; the first ``characters`` that can be scored are read.
        told: what gives the labels of a text, by feature.
        characters: of each text, a multiple of ``piece``.
        piece: see :func:`carries`.
    """

    def __init__(
        self,
        model: CharRNN,
        vocabulary: Vocabulary,
        plays: Mapping[str, str],
        told: Callable[[str], dict[str, np.ndarray]] = labels,
        *,
        characters: int = CHARACTERS,
        piece: int = PIECE,
    ):
        texts = [text[: characters + BURN_IN] for text in plays.values()]
        self.values = np.hstack([carries(model, vocabulary, text, piece=piece) for text in texts])
        self.ranked = ranks(self.values)
        self.characters = "".join(text[BURN_IN:] for text in texts)
        each = [told(text) for text in texts]
        self.labels = {name: np.hstack([one[name][BURN_IN:] for one in each]) for name in each[0]}


def by_character(feature: str, chosen_on: Reading, scored_on: Reading) -> float:
    """The score of the present character alone: a label's mean for it in one reading, held against the other."""
    told, label = np.array(list(chosen_on.characters)), chosen_on.labels[feature]
    mean = {one: label[told == one].mean() for one in set(chosen_on.characters)}
    guess = np.array([mean.get(one, label.mean()) for one in scored_on.characters])
    _, score, _ = measure(label)
    return float(score(ranks(guess), scored_on.labels[feature]))


def shuffled(feature: str, reading: Reading, *, seed: int = 0) -> np.ndarray:
    """The best of all units on labels moved in a circle, for each of ``SHIFTS`` shifts, as a distance from chance."""
    label = reading.labels[feature]
    _, score, chance = measure(label)
    shifts = np.random.default_rng(seed).integers(LEAST_SHIFT, len(label) - LEAST_SHIFT, SHIFTS)
    return np.array([np.abs(score(reading.ranked, np.roll(label, shift)) - chance).max() for shift in shifts])


def track(
    feature: str, hidden: int, chosen_on: Reading, scored_on: Reading, words: Mapping[str, str] = FEATURES
) -> Tracker:
    """Choose the unit on one reading and score it on the other; ``words`` says what a feature is."""
    name, score, chance = measure(chosen_on.labels[feature])
    distances = score(chosen_on.ranked, chosen_on.labels[feature]) - chance
    best = int(np.abs(distances).argmax())
    sign = 1 if distances[best] > 0 else -1
    test = sign * (float(score(scored_on.ranked[best], scored_on.labels[feature])) - chance)
    noise = shuffled(feature, scored_on)
    return Tracker(
        feature, words[feature], name, best // hidden + 1, best % hidden, sign,
        round(chance + abs(float(distances[best])), 4), round(chance + test, 4),
        round(chance + float(np.median(noise)), 4), round(chance + float(noise.max()), 4),
        round(by_character(feature, chosen_on, scored_on), 4),
    )  # fmt: skip


def load_trackers() -> tuple[Tracker, ...]:
    """What the study found, in the order of ``FEATURES``."""
    return tuple(Tracker(**run) for run in load_results(RESULTS).values())
