"""A captioner trained in a minute or less: only its decoder, on a trained encoder, or all of it.

A frozen encoder makes the same vector of a picture each time, so all pictures are read once, before the first update,
and not augmented. The paper, too, trained the decoder first, on an encoder from ImageNet.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from unrolled.datasets.caption_words import UNSCORED, CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.models.captioner import Captioner, Decoder, Encoder
from unrolled.training import captioning
from unrolled.training.captioning import Recipe, normalised, tensor
from unrolled.training.loop import Event, Run, train_on

LIVE = Recipe(
    dropout=0.0, bag_steps=0, steps=None, seconds=20.0, frozen=1.0, warmup=30, strength=0.0, bfloat16=False,
    evaluations=20,
)  # fmt: skip

POOL = 8  # batches sorted at once


@dataclass(frozen=True)
class Seen:
    """Pictures with captions and, where the encoder stays as it is, their vectors.

    Attributes:
        data: N pictures.
        vectors: ``(N, F)``, or None where the encoder learns: then they change.
    """

    data: Captioned
    vectors: Tensor | None = None

    def by(self, encoder: Encoder) -> Tensor:
        """The vectors as they are now, ``(N, F)``."""
        return look(encoder, self.data) if self.vectors is None else self.vectors


@torch.no_grad()  # and not inference mode, whose tensors could not be read while training
def look(encoder: Encoder, data: Captioned, *, batch: int = 256) -> Tensor:
    """Vectors of pictures by an encoder as it is, ``(N, F)`` float32; it is left in the mode it was in."""
    training = encoder.training
    encoder.eval()
    parts = [encoder(normalised(tensor(data.images[first : first + batch]))) for first in range(0, len(data), batch)]
    encoder.train(training)
    return torch.cat(parts)


def begin(recipe: Recipe, words: int, encoder: Encoder | None = None) -> Run[Captioner]:
    """A fresh run, with a copy of a trained encoder where there is one.

    Args:
        recipe: its settings; size, channels and features must be those of the encoder.
        words: V, the size of the vocabulary.
        encoder: to begin with; None for an untrained one.
    """
    run = captioning.start(recipe, words)
    if encoder is not None:
        run.model.encoder.load_state_dict(encoder.state_dict())
    return run


def events(
    recipe: Recipe,
    run: Run[Captioner],
    seen: Seen,
    words: CaptionVocabulary,
    evaluate: Callable[[Captioner], float],
    *,
    own_words: bool = False,
) -> Generator[Event]:
    """Train on pictures and their first captions; the loss is nats a word, END counted.

    Where the vectors are known, the encoder is not used, and does not learn.

    Args:
        recipe: its budget, batch, rate, warm-up, clipping and number of evaluations.
        run: the run, changed in place.
        seen: what to train on.
        words: the vocabulary.
        evaluate: returns the loss on held-out pictures.
        own_words: the decoder reads what it wrote itself in place of the true words: no teacher forcing.
    """
    read, targets = words.windows(seen.data.captions)
    chosen_sets = batches((targets != UNSCORED).sum(dim=1), recipe.batch)

    def draw() -> tuple[Tensor, Tensor]:
        chosen = next(chosen_sets)
        return chosen, chosen

    def loss(model: Captioner, chosen: Tensor, _: Tensor) -> Tensor:
        if seen.vectors is None:
            vectors = model.encoder(normalised(tensor(seen.data.images[chosen.numpy()])))
        else:
            vectors = seen.vectors[chosen]
        decode = by_own_words if own_words else Decoder.forward
        longest = (targets[chosen] != UNSCORED).sum(dim=1).max()  # of this batch: the rest would only cost time
        logits = decode(model.decoder, vectors, read[chosen, :longest])
        return nats_a_word(logits, targets[chosen, :longest])

    return train_on(run, draw, recipe.plan(evaluate), loss=loss)


def batches(lengths: Tensor, batch: int) -> Iterator[Tensor]:
    """Random pictures ``(B,)``, each batch with captions of about the same length: that saves half of the work.

    Eight batches are drawn at once, sorted by length, cut, and given out in random order.
    """
    while True:
        drawn = torch.randint(len(lengths), (POOL * batch,))
        drawn = drawn[lengths[drawn].argsort()].view(POOL, batch)
        yield from drawn[torch.randperm(POOL)]


def nats_a_word(logits: Tensor, targets: Tensor) -> Tensor:
    """Cross-entropy of ``(B, T, V)`` and the true words ``(B, T)``; places after END do not count."""
    return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=UNSCORED)


def by_own_words(decoder: Decoder, vectors: Tensor, read: Tensor) -> Tensor:
    """Logits ``(B, T, V)`` where each step reads the word that the step before found likeliest.

    Args:
        decoder: of any of the three kinds.
        vectors: of the pictures, ``(B, F)``.
        read: ``(B, T)`` what teacher forcing would read; only START, its first column, is.
    """
    state, ids, steps = decoder.start(vectors), read[:, 0], []
    for _ in range(read.shape[1]):
        logits, state = decoder.step(state, ids)
        steps.append(logits)
        ids = logits.argmax(dim=1)  # a choice has no gradient
    return torch.stack(steps, dim=1)
