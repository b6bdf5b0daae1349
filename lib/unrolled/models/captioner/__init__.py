"""Show and Tell: a convolutional encoder reads the picture, an LSTM writes its caption, word by word.

Vinyals, Toshev, Bengio and Erhan, "Show and Tell: A Neural Image Caption Generator" (2015), arXiv 1411.4555.
"""

from __future__ import annotations

from unrolled.models.captioner.decoders import DECODERS, Decoder, Merged, ShownAlways, ShownOnce
from unrolled.models.captioner.encoder import Encoder
from unrolled.models.captioner.network import Captioner
from unrolled.models.captioner.search import (
    BeamStep,
    Captions,
    Ensemble,
    Tells,
    beam_search,
    greedy,
    word_log_probabilities,
)

__all__ = [
    "DECODERS",
    "BeamStep",
    "Captioner",
    "Captions",
    "Decoder",
    "Encoder",
    "Ensemble",
    "Merged",
    "ShownAlways",
    "ShownOnce",
    "Tells",
    "beam_search",
    "greedy",
    "word_log_probabilities",
]
