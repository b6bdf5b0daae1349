"""Synthetic syllables: moving bands of energy that resemble the formants of ba, da and ga. A stand-in for speech.

Waibel and others (1989) told b, d and g apart in recordings, as 15 frames of 16 bands; those recordings cannot be had
here. These pictures only share their size and their question: where a band comes from, while it moves, tells the class,
and a syllable may begin at any time. Class 0 rises from below, class 1 falls from above, class 2 has two bands that
part. Chance is 1/3.
"""

from __future__ import annotations

import torch
from torch import Tensor

CLASSES = ("ba", "da", "ga")
BANDS, FRAMES, LONG = 16, 15, 8  # frames in all, and those of the syllable
LATEST = FRAMES - LONG  # the last frame at which a syllable may begin
CHANCE, NOISE, WIDTH = 1 / 3, 0.25, 1.1  # standard deviation of the noise; of a band of energy, in bands
# Bands at which energy begins and ends, of each class; the last part of a syllable is the same vowel.
PATHS = (((1.0, 6.0), (9.0, 10.5)), ((11.0, 6.0), (12.5, 10.5)), ((8.0, 6.0), (8.5, 10.5)))
MOVING = 5  # frames of the transition


def examples(
    count: int, onsets: tuple[int, int], generator: torch.Generator | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Noisy syllables.

    Args:
        count: B.
        onsets: earliest and latest frame at which they begin, 0 to ``LATEST``.
        generator: torch's global one, if none is given.

    Returns:
        Frames ``(B, 15, 16)``, classes ``(B,)`` and onsets ``(B,)``.

    Raises:
        ValueError: if a syllable would not fit.
    """
    low, high = onsets
    if not 0 <= low <= high <= LATEST:
        raise ValueError(f"A syllable begins at frame 0 to {LATEST}, not from {low} to {high}.")
    kinds = torch.randint(len(CLASSES), (count,), generator=generator)
    starts = torch.randint(low, high + 1, (count,), generator=generator)
    x = NOISE * torch.randn(count, FRAMES, BANDS, generator=generator)
    lift = 0.6 * torch.randn(count, generator=generator)  # voices differ: all bands a little higher or lower
    bands = torch.arange(BANDS)
    for frame in range(LONG):
        share = min(frame / MOVING, 1.0)
        for path in range(2):
            ends = torch.tensor([PATHS[kind][path] for kind in range(len(CLASSES))])  # (3, 2)
            centre = ends[kinds, 0] + share * (ends[kinds, 1] - ends[kinds, 0]) + lift
            energy = torch.exp(-0.5 * ((bands - centre[:, None]) / WIDTH) ** 2)
            x[torch.arange(count), starts + frame] += energy
    return x, kinds, starts
