"""A decoder that is trained within a moment: what does it learn from a learner's loss?"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from unrolled.models.captioner import ShownOnce
from unrolled.models.captioner.decoders import END, START, Decoder
from unrolled.runtime import one_thread

WORDS = ("START", "END", "a", "red", "blue", "cat", "dog")
CAPTIONS = ((0, 2, 3, 5, 1), (0, 2, 4, 6, 1))  # a red cat, a blue dog
UPDATES, LONGEST = 120, 5


def tiny_decoder(pictures: int) -> tuple[ShownOnce, Tensor]:
    """A decoder of 7 words with random weights, and the vectors of some pictures, ``(B, 3)``; always the same."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(5)
        decoder = ShownOnce(len(WORDS), 3, embedding=6, hidden=12)
        return decoder, torch.randn(pictures, 3)


@one_thread
def learned(loss: Callable[[nn.Module, Tensor, Tensor], Tensor]) -> str:
    """Train the tiny decoder on two captions with a learner's loss, and say in a sentence what it then writes.

    Returns:
        The loss after 120 updates and what the decoder writes for its first picture; empty if it cannot be trained.
    """
    decoder, features = tiny_decoder(len(CAPTIONS))
    ids, optimizer = torch.tensor(CAPTIONS), torch.optim.Adam(decoder.parameters(), lr=0.03)
    try:
        for _ in range(UPDATES):
            optimizer.zero_grad()
            value = loss(decoder, features, ids)
            value.backward()
            optimizer.step()
        written = " ".join(WORDS[k] for k in write(decoder, features[:1]))
        wanted = " ".join(WORDS[k] for k in CAPTIONS[0][1:-1])
        return (
            f"A tiny decoder trained with it for {UPDATES} updates has a loss of {float(value.detach()):.3f} nats, and "
            f"for the picture of “{wanted}” it writes “{written}”."
        )
    except Exception:  # a checker never raises; the checks before this one say what is wrong
        return ""


@torch.inference_mode()
def write(decoder: Decoder, features: Tensor) -> list[int]:
    """The likeliest words for one picture, ``(1, F)``, at most five, END left out."""
    state, ids, found = decoder.start(features), torch.tensor([START]), []
    for _ in range(LONGEST):
        logits, state = decoder.step(state, ids)
        ids = logits.argmax(dim=1)
        if int(ids) == END:
            break
        found.append(int(ids))
    return found
