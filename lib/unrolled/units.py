"""One loss, four ways to say it: nats, bits, perplexity, compressed bytes.

A model that gives the characters that come the probability p loses -log p on
each: in *nats* with the natural logarithm, in *bits* with base 2. *Perplexity*
is how many equally likely characters would be as hard to guess. And since an
arithmetic coder spends that many bits (Shannon 1948; Witten, Neal and Cleary
1987), a loss is also a size of a compressed file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Loss:
    """A mean loss per character.

    Args:
        nats: 0 or more.

    Raises:
        ValueError: if it is negative or not a number.

    Examples:
        >>> loss = Loss(nats=1.0)
        >>> round(loss.bits, 2), round(loss.perplexity, 2), round(loss.compressed(characters=8_000))
        (1.44, 2.72, 1443)
        >>> round(Loss.from_bits(3).perplexity)
        8
    """

    nats: float

    def __post_init__(self) -> None:
        if not self.nats >= 0:
            raise ValueError(f"A loss of {self.nats} nats makes no sense: it is 0 or more.")

    @classmethod
    def from_bits(cls, bits: float) -> Loss:
        """From bits a character."""
        return cls(bits * math.log(2))

    @classmethod
    def from_perplexity(cls, perplexity: float) -> Loss:
        """From a perplexity, 1 or more."""
        return cls(math.log(perplexity))

    @classmethod
    def from_compressed(cls, size: float, characters: int) -> Loss:
        """From the bytes that a compressor made of so many characters."""
        return cls.from_bits(8 * size / characters)

    @property
    def bits(self) -> float:
        """Bits a character."""
        return self.nats / math.log(2)

    @property
    def perplexity(self) -> float:
        """Equally likely characters."""
        return math.exp(self.nats)

    def compressed(self, characters: int) -> float:
        """Bytes of a file of so many characters, coded with this model's probabilities."""
        return self.bits * characters / 8
