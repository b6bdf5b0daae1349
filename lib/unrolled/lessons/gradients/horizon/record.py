"""How far back a network remembers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Horizon:
    """What a network expects at one place of a text, if it may read only the last characters before it.

    Attributes:
        text: T characters.
        place: the character to predict, from 1 to T - 1.
        context: n, how many characters it may read, from 1 to ``place``.
        contexts: ``(M,)`` numbers of characters, ascending; the last is all there are.
        bits: ``(M,)`` the surprisal of the character for each of them.
        candidates: the likeliest characters with n, each with its probability with n and with all.
        came: the same for the character that comes.
        rank: how many characters are likelier with n, plus 1.
    """

    text: str
    place: int
    context: int
    contexts: np.ndarray
    bits: np.ndarray
    candidates: tuple[tuple[str, float, float], ...]
    came: tuple[str, float, float]
    rank: int


@dataclass(frozen=True)
class Reach:
    """Held-out loss against the number of characters that may be read.

    Attributes:
        name: of the reader.
        cell: "rnn", "gru" or "lstm", or "counting".
        contexts: ``(M,)`` numbers of characters.
        nats: ``(S, M)`` the loss of each seed.
        carried: ``(S,)`` the loss with the state carried from the beginning.
    """

    name: str
    cell: str
    contexts: np.ndarray
    nats: np.ndarray
    carried: np.ndarray
