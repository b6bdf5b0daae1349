"""What people say about pairs of words: WordSim353 (how related) and SimLex999 (how alike).

Both sets are fetched by name, or read from gensim where that is installed; they
are not part of this repository.
"""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from unrolled.datasets import registry

SETS = {"WordSim353": "wordsim353.tsv", "SimLex999": "simlex999.txt"}
PAPERS = {
    "WordSim353": "Finkelstein and others, Placing Search in Context, ACM TOIS 20, 2002",
    "SimLex999": "Hill, Reichart and Korhonen, SimLex-999, Computational Linguistics 41, 2015",
}


@dataclass(frozen=True)
class Judgements:
    """Pairs of words and how people judged them.

    Attributes:
        name: "WordSim353" or "SimLex999".
        pairs: N pairs of words, in lower case.
        scores: ``(N,)`` mean judgement, 0 (not at all) to 10.
        paper: where it was published.
    """

    name: str
    pairs: tuple[tuple[str, str], ...]
    scores: np.ndarray
    paper: str


def parse(name: str, text: str) -> Judgements:
    """A set from its text: word, word, score by tabs; lines that begin with # are remarks."""
    rows = [line.lower().split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = [row for row in rows if row[2].strip().replace(".", "", 1).isdigit()]
    return Judgements(
        name, tuple((row[0], row[1]) for row in rows), np.array([float(row[2]) for row in rows]), PAPERS[name]
    )


@functools.cache
def judgements(name: str) -> Judgements:
    """One of the sets by name.

    Raises:
        DownloadError: if gensim is not installed and the file cannot be fetched.
    """
    return parse(name, _path(SETS[name]).read_text("utf-8"))


def _path(file: str) -> Path:
    found = importlib.util.find_spec("gensim")
    held = Path(found.origin).parent / "test" / "test_data" / file if found and found.origin else None
    return held if held and held.is_file() else registry.fetch(file)
