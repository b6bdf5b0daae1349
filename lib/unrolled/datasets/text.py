"""Text as numbers: vocabularies, 1-of-N coding, windows for truncated backpropagation.

The symbols are those of CONTRIBUTING: B sequences, T characters each, V
characters in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import torch
from torch import Tensor

from unrolled.characters import visible
from unrolled.runtime import UnrolledError

PIECE = 2**18  # characters encoded at a time


class UnknownCharacterError(UnrolledError, ValueError):
    """A character that the vocabulary does not hold.

    Attributes:
        character: the first one met.
        place: where it stands in the text, counted from 1.
    """

    def __init__(self, character: str, place: int, size: int):
        self.character, self.place = character, place
        super().__init__(
            f"“{visible(character)}” (place {place}) is not among the {size} characters the network knows: "
            "take it out or write it another way."
        )


class Vocabulary:
    """The characters a network knows, each with a number from 0 to V - 1, in the order of their code points.

    Args:
        characters: any iterable of single characters; repeats count once.

    Raises:
        ValueError: if there is no character at all.

    Examples:
        >>> vocabulary = Vocabulary("hello")
        >>> vocabulary.characters
        ('e', 'h', 'l', 'o')
        >>> vocabulary.encode("hole")
        tensor([1, 3, 2, 0])
        >>> vocabulary.decode([1, 3, 2, 0])
        'hole'
    """

    def __init__(self, characters: Iterable[str]):
        self.characters: tuple[str, ...] = tuple(sorted(set(characters)))
        if not self.characters:
            raise ValueError("A vocabulary needs at least one character: the text is empty.")
        self._ids = {character: k for k, character in enumerate(self.characters)}
        self._points = _points("".join(self.characters))  # ascending

    def __len__(self) -> int:
        return len(self.characters)

    def __contains__(self, character: str) -> bool:
        return character in self._ids

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self.characters == other.characters

    __hash__ = None

    def encode(self, text: str, *, unknown: str | None = None) -> Tensor:
        """Characters to their numbers.

        Args:
            text: T characters.
            unknown: a character of the vocabulary that replaces every unknown one.

        Returns:
            ``(T,)`` int64.

        Raises:
            UnknownCharacterError: if a character is unknown, and ``unknown`` is not given or is itself unknown.
        """
        stand_in = None if unknown is None else self._ids.get(unknown)
        if unknown is not None and stand_in is None:
            raise UnknownCharacterError(unknown, 1, len(self))
        ids = np.empty(len(text), np.int64)
        for first in range(0, len(text), PIECE):
            points = _points(text[first : first + PIECE])
            places = np.searchsorted(self._points[:-1], points)  # no farther than the last character
            strange = self._points[places] != points
            if stand_in is not None:
                places[strange] = stand_in
            elif strange.any():
                place = first + int(strange.argmax())
                raise UnknownCharacterError(text[place], place + 1, len(self))
            ids[first : first + PIECE] = places
        return torch.from_numpy(ids)

    def decode(self, ids: Iterable[int] | Tensor) -> str:
        """Numbers back to characters: the inverse of :meth:`encode`.

        Args:
            ids: ``(T,)`` numbers from 0 to V - 1.

        Raises:
            IndexError: if a number is not from 0 to V - 1.
        """
        ids = ids.tolist() if isinstance(ids, Tensor) else list(ids)
        outside = [k for k in ids if not 0 <= k < len(self)]
        if outside:
            raise IndexError(f"{outside[0]} is not the number of a character: they run from 0 to {len(self) - 1}.")
        return "".join(self.characters[k] for k in ids)


def _points(text: str) -> np.ndarray:
    """``(T,)`` the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def one_hot(ids: Tensor, size: int) -> Tensor:
    """1-of-N coding: a vector of zeros with a single one at the character's number.

    Args:
        ids: ``(...)`` int64, from 0 to ``size - 1``.
        size: V, the length of each vector.

    Returns:
        ``(..., V)`` float.

    Examples:
        >>> one_hot(torch.tensor([2, 0]), size=3).tolist()
        [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    return torch.nn.functional.one_hot(ids, size).to(torch.get_default_dtype())


def window_count(length: int, batch: int, steps: int) -> int:
    """How many windows :func:`windows` yields for ``length`` characters in one pass."""
    return max(0, (length - 1) // batch // steps)


def windows(ids: Tensor, batch: int, steps: int, *, start: int = 0) -> Iterator[tuple[Tensor, Tensor]]:
    """One pass over a text as B parallel streams, cut into windows of T steps.

    Row b of a window continues row b of the window before, so that a network's
    state can be carried from window to window (truncated
    backpropagation through time). The target is the input one character later.
    Up to B x T characters at the end of the text are left out.

    Args:
        ids: ``(N,)`` the text, of whole numbers of any size.
        batch: B streams.
        steps: T characters per window.
        start: how many windows of the pass to skip.

    Yields:
        inputs ``(B, T)`` and targets ``(B, T)``, int64.

    Raises:
        ValueError: if the text is too short for a single window.

    Examples:
        >>> for inputs, targets in windows(torch.arange(13), batch=2, steps=3):
        ...     print(inputs.tolist(), targets.tolist())
        [[0, 1, 2], [6, 7, 8]] [[1, 2, 3], [7, 8, 9]]
        [[3, 4, 5], [9, 10, 11]] [[4, 5, 6], [10, 11, 12]]
    """
    count = window_count(len(ids), batch, steps)
    if count == 0:
        raise ValueError(
            f"{len(ids)} characters are too few for {batch} streams of {steps} steps: "
            f"at least {batch * steps + 1} are needed."
        )
    length = count * steps
    inputs = ids[: batch * length].view(batch, length)
    targets = ids[1 : batch * length + 1].view(batch, length)
    for k in range(start, count):
        cut = slice(k * steps, (k + 1) * steps)
        yield inputs[:, cut].long(), targets[:, cut].long()
