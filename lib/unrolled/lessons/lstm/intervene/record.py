"""A network with a part held by hand, beside the untouched one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Comparison:
    """What both expect after a prompt, and how both go on with the same noise.

    Attributes:
        prompt: the text both have read.
        held: what is held in the changed network, in words; empty for nothing.
        characters: V characters, the likeliest of the untouched network first.
        untouched: ``(V,)`` their probabilities.
        changed: ``(V,)`` likewise, with the part held.
        bits: the divergence of the changed from the untouched distribution, sum p log2 (p / q), in bits.
        passages: how the untouched and the changed network go on.
        same: characters at the beginning that both passages share.
        pending: whether the changed passage is still that of the setting before.
    """

    prompt: str
    held: str
    characters: tuple[str, ...]
    untouched: np.ndarray
    changed: np.ndarray
    bits: float
    passages: tuple[str, str]
    same: int
    pending: bool
