"""Thirty-eight plays of Shakespeare, the corpus of notebooks 04 and 05.

``data/shakespeare.txt.xz`` holds them; ``tools/build_shakespeare.py`` rebuilds
it. The split is by whole plays, so that no speech of a held-out play was ever
seen in training.
"""

from __future__ import annotations

import functools

from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.paths import committed_text
from unrolled.datasets.text import Vocabulary

FILE = "shakespeare.txt.xz"
SHA256 = "22a94063dc4190efc7d7a4f5ef05105ccea261bf9214a3aca5e680bb0f09b972"
VALIDATION = ("Twelfth Night", "Richard II")
TEST = ("Macbeth", "The Tempest")


@functools.cache
def plays() -> dict[str, str]:
    """All plays by title: speeches as ``NAME:``, lines, blank line.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_text(FILE, SHA256, "plays"))


def unpack(whole: str) -> dict[str, str]:
    """Titles and texts from the text of the committed file."""
    parts = whole.split("\f")[1:]
    return dict(part.split("\n", 1) for part in parts)


def pack(texts: dict[str, str]) -> str:
    """The text of the committed file: the inverse of :func:`unpack`."""
    return "".join(f"\f{title}\n{text}" for title, text in texts.items())


def split() -> Split:
    """The project's split: 34 plays to train on, two to choose with, two opened once at the end."""
    held = {*VALIDATION, *TEST}
    every = plays()
    return Split(
        {title: text for title, text in every.items() if title not in held},
        {title: every[title] for title in VALIDATION},
        {title: every[title] for title in TEST},
    )


@functools.cache
def vocabulary() -> Vocabulary:
    """The 76 characters of all 38 plays."""
    return Vocabulary("".join(plays().values()))


@functools.cache
def corpus() -> Corpus:
    """Plays, split and characters."""
    return Corpus("34 plays of Shakespeare", "plays", FILE, SHA256, split(), vocabulary())
