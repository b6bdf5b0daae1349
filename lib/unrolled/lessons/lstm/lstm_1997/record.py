"""What carries do over a long text, with and without a forget gate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LongReading:
    """Two networks that read the same long text.

    Attributes:
        title: of the text.
        every: characters after which the state was set to zero; 0 for never.
        carry: by the network's name, ``(T,)`` mean of |C| over the units after each character.
        full: likewise, ``(T,)`` share of the units with |C| above 3, where tanh C says ±1 whatever is added.
        bits: likewise, ``(T // BLOCK,)`` loss, bits a character, mean of each block.
        block: characters in a block.
    """

    title: str
    every: int
    carry: dict[str, np.ndarray]
    full: dict[str, np.ndarray]
    bits: dict[str, np.ndarray]
    block: int


@dataclass(frozen=True)
class LongStudy:
    """The same over three seeds and 32 pieces of text, from the committed results.

    Attributes:
        places: ``(P,)`` characters read.
        carry: by the network's name, ``(seeds, P)`` mean of |C|.
        nats: likewise, loss in nats a character.
    """

    places: np.ndarray
    carry: dict[str, np.ndarray]
    nats: dict[str, np.ndarray]
