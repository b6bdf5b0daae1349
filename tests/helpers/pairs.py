"""Four words at known angles, and five judged pairs of which one has no vector."""

import numpy as np

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.distance.probe import Pairs

ANGLES = np.deg2rad([0, 10, 40, 90])
VECTORS = WordVectors.of(["hot", "cold", "warm", "fish"], np.stack([np.cos(ANGLES), np.sin(ANGLES)], 1), "")
PAIRS = Pairs.of(
    "ours",
    [("hot", "cold"), ("hot", "warm"), ("hot", "hot"), ("hot", "fish"), ("hot", "zebra")],
    [1.0, 9.0, 10.0, 0.5, 2.0],
)
