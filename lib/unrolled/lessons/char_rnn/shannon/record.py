"""Shannon's game of guessing the next character."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guesser:
    """How one player of Shannon's game did.

    Attributes:
        name: who.
        ranks: guesses needed, one number a character.
        bits: what these numbers say at most about the text's entropy, bits a character; not-a-number before the first.
        exact: the cross-entropy of a model on the same characters, bits; None for a human.
    """

    name: str
    ranks: tuple[int, ...]
    bits: float
    exact: float | None


@dataclass(frozen=True)
class Guessing:
    """A game of guessing the next character.

    Attributes:
        known: the text so far.
        tried: wrong guesses at the next character.
        players: the learner first.
        played: characters guessed or given up.
        length: characters to guess in all.
    """

    known: str
    tried: tuple[str, ...]
    players: tuple[Guesser, ...]
    played: int
    length: int
