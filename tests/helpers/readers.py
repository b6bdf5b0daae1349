"""Small models that read and write: untrained networks, and two models with a text of their own."""

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.models import CharRNN, NGram
from unrolled.models.sampler import Sampler

TEXT = "AB:\nabba had a cabbage,\nand a bee hid a big bean.\n\n" * 12
VOCABULARY = Vocabulary(TEXT)


def untrained(vocabulary: Vocabulary, hidden: int = 12, layers: int = 2, cell: str = "lstm", seed: int = 1) -> CharRNN:
    """A network that learned nothing, the same one at each call."""
    torch.manual_seed(seed)
    return CharRNN(len(vocabulary), hidden, layers, cell).eval()


def sampler(vocabulary: Vocabulary, hidden: int = 12, layers: int = 2, seed: int = 1) -> Sampler:
    """The same, compiled for writing."""
    return Sampler(untrained(vocabulary, hidden, layers, seed=seed))


def lstm() -> CharRNN:
    """A network for the small text."""
    return untrained(VOCABULARY)


def both() -> dict[str, CharRNN | NGram]:
    """That network, and a model that has counted the text, by the names that panels show."""
    return {"LSTM": lstm(), "5-gram": NGram(VOCABULARY.encode(TEXT), len(VOCABULARY), 5)}
