"""A little network learns one word by heart, as on the slide "Training RNNs"."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from unrolled.models.char_rnn import CharRNN
from unrolled.models.truncated import Truncated
from unrolled.runtime import UnrolledError, one_thread
from unrolled.training.loop import Budget, Plan, Run, steady, train_on

SHORTEST, LONGEST = 2, 12  # letters of a word
RATE, DECAYS = 0.03, (0.9, 0.99)


class WordError(UnrolledError, ValueError):
    """A word that nothing can be shown with."""


def letters(word: str) -> tuple[str, ...]:
    """The V letters of a word, in the order in which they come first.

    Raises:
        WordError: if the word has fewer than 2 letters, or more than 12.
    """
    if len(word) < SHORTEST:
        has = f"“{word}” has one letter" if word else "There is no letter"
        raise WordError(f"{has}: type 2 to {LONGEST}, since each letter's target is the one after it.")
    if len(word) > LONGEST:
        raise WordError(f"This word has {len(word):,} letters: type {SHORTEST} to {LONGEST}.")
    return tuple(dict.fromkeys(word))


def encode(word: str) -> Tensor:
    """The word as ``(T + 1,)`` numbers of its own letters."""
    known = letters(word)
    return torch.tensor([known.index(letter) for letter in word])


def begin(word: str, *, hidden: int, seed: int, window: int = LONGEST) -> Run[Truncated]:
    """A fresh plain RNN for a word, with its optimiser.

    Args:
        word: 2 to 12 letters.
        hidden: H, the units.
        seed: of the weights to start from.
        window: steps until the gradient is cut.

    Returns:
        A run; its model is a ``Truncated`` ``CharRNN`` in float64, so that machines agree.
    """
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = CharRNN(len(letters(word)), hidden, layers=1, cell="rnn", fused=True).double()
    model = Truncated(network, window)
    return Run(model, torch.optim.Adam(model.parameters(), lr=RATE, betas=DECAYS, fused=True))


@one_thread
def advance(run: Run[Truncated], word: str, count: int) -> None:
    """Make so many updates more: all letters of the word at once, always from a zero state."""
    ids = encode(word)[None]
    budget = Budget(steps=run.step + count)
    for _ in train_on(run, lambda: (ids[:, :-1], ids[:, 1:]), Plan(budget, steady(RATE))):
        pass


@torch.inference_mode()
def losses(run: Run[Truncated], word: str) -> Tensor:
    """- log p of each letter but the first, ``(T,)`` nats."""
    ids = encode(word)
    logits, _ = run.model(ids[None, :-1])
    return cross_entropy(logits[0], ids[1:], reduction="none")
