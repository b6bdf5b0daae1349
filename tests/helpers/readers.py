"""A small text and two models that read it, for the panels on reading and writing in notebook 04."""

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.models import CharRNN, NGram

TEXT = "AB:\nabba had a cabbage,\nand a bee hid a big bean.\n\n" * 12
VOCABULARY = Vocabulary(TEXT)


def lstm() -> CharRNN:
    """A network of two layers that learned nothing, the same one at each call."""
    torch.manual_seed(1)
    return CharRNN(len(VOCABULARY), hidden=12, layers=2).eval()


def both() -> dict[str, CharRNN | NGram]:
    """That network, and a model that has counted the text, by the names that panels show."""
    return {"LSTM": lstm(), "5-gram": NGram(VOCABULARY.encode(TEXT), len(VOCABULARY), 5)}
