"""Memorised or made up: the longest matches of a passage with a corpus, and where they stand there."""

from __future__ import annotations

from typing import Any

import numpy as np

from unrolled.lessons.shakespeare.against_temperature.probe import RESULTS
from unrolled.lessons.shakespeare.memorised.record import Baseline, Memorised, Spot
from unrolled.measuring.novelty import Corpus, copies, share_inside
from unrolled.runtime import UnrolledError
from unrolled.training.results import load_results

LONGEST = 1_000
LONG, TEMPERATURES = "longest_copies", (0.5, 0.8, 1.0)  # of the study of long texts
LONG_SHARES, TOLD = (15, 25, 40), 3


class PassageError(UnrolledError, ValueError):
    """A text that cannot be held against the corpus."""


def load_baseline() -> Baseline:
    """What held-out plays share with the training plays, as ``shakespeare.against_temperature`` measured it."""
    found = load_results(RESULTS)["windows"]
    rows = (np.array(found[name]) for name in ("least", "mean", "low", "high"))
    return Baseline(found["length"], *rows)


def longest_copies(corpus: Corpus, text: str) -> dict[str, Any]:
    """The longest passages that a long text shares with a corpus, and how much of it lies in long ones.

    Args:
        corpus: what its writer learned from.
        text: of any length.

    Returns:
        ``characters``; ``longest``: the three longest copies, each with ``length``, ``text``, ``title`` and ``line``;
        ``shares``: of characters inside copies, by the fewest characters that count.
    """
    lengths, found = corpus.longest(text)
    ranked = sorted(copies(corpus, lengths, found, LONG_SHARES[0]), key=lambda one: -one.length)[:TOLD]
    told = [
        {"length": one.length, "text": text[one.start : one.start + one.length], "title": one.title, "line": one.line}
        for one in ranked
    ]
    shares = {str(least): round(share_inside(lengths, least), 4) for least in LONG_SHARES}
    return {"characters": len(text), "longest": told, "shares": shares}


class Search:
    """A passage held against a corpus once, ready to be asked for matches of any length.

    Args:
        corpus: what its writer learned from.
        text: the passage, without the prompt it goes on from.
        source: who wrote it, in words.
        baseline: held-out plays.

    Raises:
        PassageError: if the text is empty or longer than ``LONGEST``.
    """

    def __init__(self, corpus: Corpus, text: str, source: str, baseline: Baseline):
        if not text.strip():
            raise PassageError("There is no text: type or paste a few words to look for in the plays.")
        if len(text) > LONGEST:
            raise PassageError(f"The text has {len(text):,} characters and the panel takes {LONGEST:,}: shorten it.")
        self._corpus, self._text, self._source, self._baseline = corpus, text, source, baseline
        self._lengths, self._found = corpus.longest(text)
        self._copied = np.array([share_inside(self._lengths, least) for least in baseline.least.tolist()])

    def look_up(self, least: int, match: int | None = None, place: int = 0) -> Memorised:
        """Matches of at least so many characters, and the lines around one of them.

        Args:
            least: the fewest characters that count.
            match: which match to look up, by default the longest; one beyond the last is the last.
            place: which of the places at which it stands, likewise.
        """
        matches = copies(self._corpus, self._lengths, self._found, least)
        longest = max(range(len(matches)), key=lambda k: matches[k].length, default=0)
        match = longest if match is None else min(match, max(len(matches) - 1, 0))
        spot, places = None, []
        if matches:
            start, length = matches[match].start, matches[match].length
            places = self._corpus.places(self._text[start : start + length])
            place = min(place, len(places) - 1)
            at = int(places[place])
            spot = Spot(*self._corpus.where(at), *self._corpus.around(at, length))
        return Memorised(
            self._source, self._text, least, matches, match, spot, place if matches else 0, len(places),
            self._copied, self._baseline,
        )  # fmt: skip

    def point_at(self, view: Memorised, match: int, place: int) -> Memorised:
        """Another match, at the first of its places; or another place of the same match."""
        return self.look_up(view.least, match, place if match == view.match else 0)
