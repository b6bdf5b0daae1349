"""Sentences with a clue and an answer, so many words apart: slide 3 in bulk. They are made by a small grammar.

    the clouds are in the *sky*
    I grew up in France and Anna saw the old boat and Tom visited Italy and so I speak fluent *French*

The *distance* is how many words after the clue the answer stands. Between them
come clauses that have nothing to do with it and, where there is room for two,
one that names another country or language, so that repeating the last one
named is always wrong. Synthetic text: nobody said these sentences.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from unrolled.runtime import UnrolledError

LANGUAGES = {
    "France": "French", "Germany": "German", "Italy": "Italian", "Spain": "Spanish", "Greece": "Greek",
    "Poland": "Polish", "Turkey": "Turkish", "China": "Chinese", "Japan": "Japanese", "Finland": "Finnish",
}  # fmt: skip
PLACES = {
    "clouds": "sky", "fish": "sea", "trees": "forest", "cows": "field", "books": "library", "ships": "harbour",
    "bees": "hive", "actors": "theatre", "monks": "abbey", "trains": "station",
}  # fmt: skip
CHANCE = 1 / len(LANGUAGES)  # for a guesser who knows only that a language comes
SHORTEST = 4  # words from clue to answer; "clouds are in the sky" has as many
OPENING = ("I", "grew", "up", "in")
ENDINGS = {
    3: ("and", "speak", "fluent"), 4: ("and", "I", "speak", "fluent"), 5: ("and", "so", "I", "speak", "fluent"),
    6: ("and", "so", "I", "still", "speak", "fluent"),
}  # fmt: skip
PEOPLE = ("Anna", "Tom", "Maria", "Paul", "Nina", "Jack")
DID = ("slept", "sang", "laughed", "waited", "worked", "cooked")
HOW = ("often", "today", "slowly", "again")
TOOK = ("bought", "found", "lost", "painted")
KIND = ("old", "small", "red", "quiet")
THING = ("house", "boat", "garden", "letter", "piano", "clock")
SEASON = ("spring", "summer", "autumn", "winter")
# Clauses by their length in words; a tuple is a choice.
CLAUSES = {
    3: ("and", PEOPLE, DID),
    4: ("and", PEOPLE, DID, HOW),
    5: ("and", PEOPLE, TOOK, "the", THING),
    6: ("and", PEOPLE, TOOK, "the", KIND, THING),
    7: ("and", "in", SEASON, PEOPLE, TOOK, "the", THING),
}
DISTRACTORS = {
    4: ("and", PEOPLE, "visited", tuple(LANGUAGES)),
    5: ("and", PEOPLE, "often", "speaks", tuple(LANGUAGES.values())),
}
HELD_OUT = 5  # of all fillers, one in so many is kept for tests


class Sentence(NamedTuple):
    """A sentence that ends in its answer.

    Attributes:
        words: all of them, the answer last.
        clue: the place of the clue.
    """

    words: tuple[str, ...]
    clue: int

    @property
    def distance(self) -> int:
        """Words from the clue to the answer."""
        return len(self.words) - 1 - self.clue


class UnknownWordError(UnrolledError, ValueError):
    """A word the networks never met."""


def _words() -> tuple[str, ...]:
    met = {*OPENING, *LANGUAGES, *LANGUAGES.values(), *PLACES, *PLACES.values(), "are", "the"}
    for part in (*ENDINGS.values(), *CLAUSES.values(), *DISTRACTORS.values()):
        for slot in part:
            met |= {slot} if isinstance(slot, str) else set(slot)
    return tuple(sorted(met))


WORDS = _words()
_NUMBERS = {word: k for k, word in enumerate(WORDS)}


def encode(words: Sequence[str]) -> Tensor:
    """Words to their numbers, ``(T,)`` int64.

    Raises:
        UnknownWordError: if one of them is not among ``WORDS``.
    """
    for place, word in enumerate(words, 1):
        if word not in _NUMBERS:
            raise UnknownWordError(
                f"“{word[:20]}” (word {place}) is not among the {len(WORDS)} words these networks know: "
                "take one of those listed under the sentence's box."
            )
    return torch.tensor([_NUMBERS[word] for word in words], dtype=torch.int64)


def place_sentence(thing: str) -> Sentence:
    """The short kind: "the clouds are in the sky"."""
    return Sentence(("the", thing, "are", "in", "the", PLACES[thing]), 1)


def language_sentence(chance: random.Random, country: str, distance: int, *, heldout: bool = False) -> Sentence:
    """The long kind, "I grew up in France … I speak fluent French".

    Args:
        chance: where the choices come from.
        country: the clue.
        distance: words from clue to answer, ``SHORTEST`` or more.
        heldout: whether to take a filler of the tests, which trainings never see. (Up to distance 7 there is no
            filler, and each country has a single sentence.)

    Raises:
        ValueError: if the distance is too short.
    """
    if distance < SHORTEST:
        raise ValueError(f"Clue and answer stand {SHORTEST} words apart or more, not {distance}.")
    between = distance - 1
    bare = [ENDINGS[between]] if between in ENDINGS else []
    end = chance.choice(
        bare or [words for words in ENDINGS.values() if "I" in words and between - len(words) >= min(CLAUSES)]
    )
    filler = _filler(chance, between - len(end), country)
    while filler and _is_heldout(filler) != heldout:
        filler = _filler(chance, between - len(end), country)
    return Sentence((*OPENING, country, *filler, *end, LANGUAGES[country]), len(OPENING))


def _is_heldout(filler: Sequence[str]) -> bool:
    return zlib.crc32(" ".join(filler).encode()) % HELD_OUT == 0


def _filler(chance: random.Random, length: int, country: str) -> list[str]:
    """Clauses of so many words in all, one of them a distractor where there is room for two."""
    clauses = []
    if length >= min(DISTRACTORS) + min(CLAUSES):
        fits = [size for size in DISTRACTORS if length - size >= min(CLAUSES)]
        clauses.append(_clause(chance, DISTRACTORS[chance.choice(fits)], {country, LANGUAGES[country]}))
        length -= len(clauses[0])
    while length:
        fits = [size for size in CLAUSES if length == size or length - size >= min(CLAUSES)]
        clauses.append(_clause(chance, CLAUSES[chance.choice(fits)], set()))
        length -= len(clauses[-1])
    chance.shuffle(clauses)
    return [word for clause in clauses for word in clause]


def _clause(chance: random.Random, pattern: Sequence[str | tuple[str, ...]], without: set[str]) -> list[str]:
    return [
        slot if isinstance(slot, str) else chance.choice([word for word in slot if word not in without])
        for slot in pattern
    ]


def heldout_sentences(distance: int, each: int = 20) -> list[Sentence]:
    """A fixed test set: so many sentences of each country, with fillers no training sees."""
    chance = random.Random(f"test {distance}")
    return [language_sentence(chance, country, distance, heldout=True) for country in LANGUAGES for _ in range(each)]


def batch(sentences: Sequence[Sentence]) -> Tensor:
    """Sentences of one length as ``(B, T)`` numbers, the answers in the last column."""
    return torch.stack([encode(sentence.words) for sentence in sentences])
