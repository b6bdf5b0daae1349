"""Shannon's game: guess the next character until it is right, and see how many bits a character that leaves.

Shannon, "Prediction and entropy of printed English" (1951): the numbers of
guesses, given in place of the characters, hold the whole text for anyone who
guesses the same way. So their entropy is no less than the text's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.shannon.record import Guesser, Guessing
from unrolled.measuring.char_rnn import LanguageModel
from unrolled.measuring.surprisal import expectations
from unrolled.runtime import UnrolledError


class GuessError(UnrolledError, ValueError):
    """A guess that cannot be right."""


class Folded:
    """A vocabulary without capitals: nobody should lose a guess to the shift key.

    Args:
        vocabulary: the characters of the models.

    Attributes:
        letters: K characters, K at most V.
    """

    def __init__(self, vocabulary: Vocabulary):
        self.letters = tuple(sorted({character.lower() for character in vocabulary.characters}))
        self._columns = np.array([self.letters.index(character.lower()) for character in vocabulary.characters])

    def fold(self, p: np.ndarray) -> np.ndarray:
        """Probabilities ``(T, V)`` to ``(T, K)``: a capital's is added to its small letter's."""
        folded = np.zeros((len(p), len(self.letters)))
        np.add.at(folded.T, self._columns, p.T)
        return folded


def guess_bits(ranks: Sequence[int], given_up: Sequence[int] = ()) -> float:
    """What a player's numbers of guesses say at most about the text, bits a character.

    The entropy of how often each number occurred (Shannon's upper bound). Who
    gives up after g guesses must be told the character among those left: log2 of
    how many there are is added for each.

    Args:
        ranks: guesses needed for each character.
        given_up: for each character given up, how many characters were left to try.

    Returns:
        Bits, or not-a-number before the first character.
    """
    played = len(ranks) + len(given_up)
    if not played:
        return math.nan
    counts = Counter(ranks)
    if given_up:
        counts[0] = len(given_up)
    entropy = sum(count / played * math.log2(played / count) for count in counts.values())
    return entropy + sum(map(math.log2, given_up)) / played


class Game:
    """One game on one passage, against models that guess in the order of their probabilities.

    Args:
        models: the other players, by name.
        vocabulary: their characters.
        passage: a text.
        known: how many characters of it are shown at the start, at least 1.

    Raises:
        ValueError: if nothing is left to guess.
    """

    def __init__(self, models: dict[str, LanguageModel], vocabulary: Vocabulary, passage: str, known: int):
        if not 1 <= known < len(passage):
            raise ValueError("A game needs at least one known character and one to guess.")
        self.passage, self._known, self._folded = passage, known, Folded(vocabulary)
        self._ranks: list[int] = []
        self._given_up: list[int] = []
        self._tried: list[str] = []
        self._place = known
        self._models = {
            name: self._judge(self._folded.fold(expectations(model, vocabulary.encode(passage))))
            for name, model in models.items()
        }

    def _judge(self, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A model's guesses needed and bits at each place to guess."""
        p = p[self._known - 1 :]
        came = p[np.arange(len(p)), [self._folded.letters.index(c.lower()) for c in self.passage[self._known :]]]
        return 1 + (p > came[:, None]).sum(axis=1), -np.log2(came)

    @property
    def over(self) -> bool:
        """Whether the passage is at its end."""
        return self._place == len(self.passage)

    def guess(self, character: str) -> bool:
        """Guess the next character, in either case.

        Returns:
            Whether it was right.

        Raises:
            GuessError: if the game is over, or the guess cannot be right.
        """
        letter = character.lower()
        if self.over:
            raise GuessError("The passage is at its end: take a new one.")
        if letter not in self._folded.letters:
            raise GuessError(f"“{character}” never occurs in the plays: guess another character.")
        if letter in self._tried:
            raise GuessError(f"“{character}” was tried already: guess another character.")
        if letter != self.passage[self._place].lower():
            self._tried.append(letter)
            return False
        self._ranks.append(len(self._tried) + 1)
        self._move_on()
        return True

    def give_up(self) -> None:
        """Be told the character.

        Raises:
            GuessError: if the game is over.
        """
        if self.over:
            raise GuessError("The passage is at its end: take a new one.")
        self._given_up.append(len(self._folded.letters) - len(self._tried))
        self._move_on()

    def _move_on(self) -> None:
        self._place += 1
        self._tried = []

    def view(self) -> Guessing:
        """How the game stands; the models are judged on the characters the learner has had."""
        played = self._place - self._known
        players = [Guesser("you", tuple(self._ranks), guess_bits(self._ranks, self._given_up), None)]
        for name, (ranks, bits) in self._models.items():
            seen = tuple(ranks[:played].tolist())
            players.append(Guesser(name, seen, guess_bits(seen), float(bits[:played].mean()) if played else None))
        return Guessing(
            self.passage[: self._place],
            tuple(self._tried),
            tuple(players),
            played,
            len(self.passage) - self._known,
        )


def passage(text: str, number: int, *, known: int = 160, length: int = 100) -> tuple[str, int]:
    """A stretch of a text that begins at a speech.

    Args:
        text: a play.
        number: which; the same number gives the same stretch.
        known: characters to show, about: they begin with a speaker's name.
        length: characters to guess.

    Returns:
        The stretch, and how many of its characters are shown.

    Raises:
        ValueError: if the text is shorter than a stretch.
    """
    if len(text) < known + length:
        raise ValueError(f"The text has {len(text)} characters; a game needs {known + length}.")
    at = int(np.random.default_rng(number).integers(len(text) - known - length + 1))
    speech = text.find("\n\n", at)
    start = at if speech < 0 or speech + 2 + known + length > len(text) else speech + 2
    return text[start : start + known + length], known
