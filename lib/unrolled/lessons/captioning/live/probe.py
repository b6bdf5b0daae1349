"""What a captioner writes at a moment of its training, and how well it does on held-out pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import torch

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.lessons.captioning.live.recipe import Seen, nats_a_word
from unrolled.lessons.captioning.live.record import Watched
from unrolled.models.captioner import Captioner, greedy
from unrolled.training.captioning import exact
from unrolled.training.results import results_at_hand

RESULTS = "captioning_live"
WATCHED = 6


def watched_pictures(count: int = WATCHED) -> tuple[Captioned, np.ndarray]:
    """Some of the held-out compositions of the test, evenly spread; and the same to look at, ``(N, 64, 64, 3)``."""
    held = emoji.splits()["test compositions"]
    chosen = held[((np.arange(count) + 0.5) * len(held) / count).astype(int)]
    return emoji.captioned(chosen), emoji.captioned(chosen, size=64).images


@torch.inference_mode()
def captions(model: Captioner, seen: Seen, words: CaptionVocabulary) -> list[str]:
    """The greedy caption of each picture."""
    training = model.training
    model.eval()
    rows = greedy(model.decoder, seen.by(model.encoder))
    model.train(training)
    return [words.text(row) for row in rows]


@torch.inference_mode()
def heldout_loss(model: Captioner, seen: Seen, words: CaptionVocabulary) -> float:
    """Nats a word on held-out pictures, the true words read; words outside the vocabulary are left out."""
    read, targets = words.windows(seen.data.captions)
    training = model.training
    model.eval()
    loss = nats_a_word(model.decoder(seen.by(model.encoder), read), targets).item()
    model.train(training)
    return loss


def exact_share(model: Captioner, seen: Seen, words: CaptionVocabulary) -> float:
    """The share of pictures whose greedy caption is one of theirs, 0 to 1."""
    return exact(captions(model, seen, words), seen.data)


def watch(model: Captioner, seen: Seen, images: np.ndarray, words: CaptionVocabulary) -> tuple[Watched, ...]:
    """The pictures on display with their captions of this moment; ``images`` are there to look at."""
    written = captions(model, seen, words)
    return tuple(
        marked(caption, references, image)
        for caption, references, image in zip(written, seen.data.references, images, strict=True)
    )


def marked(caption: str, references: Sequence[str], image: np.ndarray) -> Watched:
    """A caption beside the true one that shares most words with it, of equals the first; shared words are marked."""
    own = tuple(caption.split())
    found = [_shared(own, reference.split()) for reference in references]
    best = max(range(len(found)), key=lambda k: sum(found[k]))
    return Watched(image, own, tuple(found[best]), references[best], caption in references)


def _shared(own: Sequence[str], true: Sequence[str]) -> list[bool]:
    """Which words stand in both, in the same order."""
    marks = [False] * len(own)
    for block in SequenceMatcher(None, own, true, autojunk=False).get_matching_blocks():
        marks[block.a : block.a + block.size] = [True] * block.size
    return marks


@dataclass(frozen=True)
class Setting:
    """What a run of the study is known by.

    Attributes:
        encoder: "trained" or "scratch".
        shown: "once", "always" or "merged".
        seconds: of the training.
    """

    encoder: str
    shown: str
    seconds: float

    def key(self, seed: int) -> str:
        """Its name in the result file."""
        return f"{self.encoder} {self.shown} {self.seconds:g} {seed}"


def expected(setting: Setting, runs: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[float, float] | None:
    """Lowest and highest share of exact matches that runs with these settings reached; None where none was measured."""
    runs = results_at_hand(RESULTS) if runs is None else runs
    begins = setting.key(0)[:-1]
    shares = [run["exact"] for key, run in runs.items() if key.startswith(begins)]
    return (min(shares), max(shares)) if shares else None
