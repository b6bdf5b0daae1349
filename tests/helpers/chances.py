"""Chances of several characters, one after the other."""

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.measuring.char_rnn import read


def chance_of(model, vocabulary: Vocabulary, before: str, after: str) -> float:
    """The product of the chances of the characters of one text, after all of another."""
    logits, state = read(model, vocabulary.encode(before))
    p = 1.0
    for k in vocabulary.encode(after):
        p *= float(logits[0].double().softmax(0)[k])
        with torch.inference_mode():
            logits, state = model.step(state, k[None])
    return p
