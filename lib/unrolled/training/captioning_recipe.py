"""How the captioners of notebook 10 are trained: settings, and the two parts of the training as events.

First the encoder alone learns which words the caption of a picture contains (:func:`bag_events`), then a decoder learns
to write with it (:func:`events`). :mod:`unrolled.training.captioning` runs both.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.datasets.caption_words import UNSCORED, CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.models.captioner import Captioner, Encoder
from unrolled.training.augment import augmented
from unrolled.training.loop import Budget, Event, Loss, Model, Plan, Run, Schedule, train_on

CENTRE, SPREAD = 0.5, 0.5  # black is -1, white 1


@dataclass(frozen=True)
class Recipe:
    """All choices of a captioner's training.

    Attributes:
        shown: "once", "always" or "merged".
        size, channels, features, embedding, hidden, dropout: the network.
        batch: pictures of an update.
        bag_steps: updates of the encoder alone, on bags of words.
        steps, seconds: budget of the captioner; one of them may be None.
        frozen: share of that budget during which the encoder is frozen; 0 to train both from the start.
        bag_rate, rate, warmup, decay: peaks of the learning rate, updates up to the peak, weight decay of AdamW.
        clip: the largest gradient norm allowed.
        strength: of the augmentation, 0 for none.
        bfloat16: matrix products of the encoder in bfloat16, twice as fast where a processor has them.
        evaluations: points of the curve.
        seed: of torch's generator.
    """

    shown: str = "once"
    size: int = 32
    channels: int = 16
    features: int = 256
    embedding: int = 128
    hidden: int = 256
    dropout: float = 0.1
    batch: int = 64
    bag_steps: int = 10_000
    steps: int | None = 3000
    seconds: float | None = None
    frozen: float = 0.6
    bag_rate: float = 4e-3
    rate: float = 4e-3
    warmup: int = 100
    decay: float = 0.05
    clip: float = 5.0
    strength: float = 1.0
    bfloat16: bool = True
    evaluations: int = 10
    seed: int = 0

    def plan(self, evaluate: Callable[[Captioner], float] | None = None) -> Plan[Captioner]:
        """The loop's options for the captioner; ``evaluate`` measures it on held-out pictures."""
        budget, schedule = Budget(self.steps, self.seconds), Schedule(self.rate, self.warmup)
        return Plan(budget, schedule, self.clip, evaluate, self.evaluations)

    def bag_plan(self) -> Plan[BagReader]:
        """The loop's options for the encoder alone."""
        return Plan(Budget(self.bag_steps), Schedule(self.bag_rate, self.warmup), self.clip)


def tensor(images: np.ndarray) -> Tensor:
    """``(B, S, S, 3)`` uint8 to ``(B, 3, S, S)`` float32 from 0 to 1."""
    return torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float() / 255


def normalised(pictures: Tensor) -> Tensor:
    """Map values from 0 to 1 to the range that a captioner reads, -1 for black to 1 for white."""
    return ((pictures - CENTRE) / SPREAD).contiguous(memory_format=torch.channels_last)


def start(recipe: Recipe, words: int) -> Run[Captioner]:
    """A fresh run for a vocabulary of ``words`` words: seed, model, AdamW."""
    torch.manual_seed(recipe.seed)
    model = Captioner(
        words, recipe.shown, size=recipe.size, channels=recipe.channels, features=recipe.features,
        embedding=recipe.embedding, hidden=recipe.hidden, dropout=recipe.dropout,
    )  # fmt: skip
    return _run(model, recipe.rate, recipe)


def _run(model: Model, rate: float, recipe: Recipe) -> Run[Model]:
    model = model.to(memory_format=torch.channels_last)  # pyrefly: ignore[no-matching-overload]  (not in torch's stubs)
    return Run(model, torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=recipe.decay, fused=True))


class BagReader(nn.Module):
    """An encoder with a layer that predicts which words the caption contains: the first part of the training."""

    def __init__(self, encoder: Encoder, features: int, words: int):
        super().__init__()
        self.encoder = encoder
        self.features_to_words = nn.Linear(features, words)

    def forward(self, pictures: Tensor) -> Tensor:
        """``(B, 3, S, S)`` to a logit for each word, ``(B, V)``."""
        return self.features_to_words(self.encoder(pictures).float())


def start_bags(recipe: Recipe, words: int) -> Run[BagReader]:
    """A fresh run of the encoder alone."""
    torch.manual_seed(recipe.seed)
    encoder = Encoder(recipe.size, recipe.channels, recipe.features)
    return _run(BagReader(encoder, recipe.features, words), recipe.bag_rate, recipe)


def bags(ids: Tensor, words: int) -> Tensor:
    """Turn targets ``(B, T)`` into bags of words: ``(B, V)``, 1 for each word in the caption; marks do not count."""
    contained = torch.zeros(len(ids), words)
    contained.scatter_(1, ids.clamp(min=0), 1.0)
    contained[:, :2] = 0.0
    return contained


def bag_events(recipe: Recipe, run: Run[BagReader], data: Captioned, words: CaptionVocabulary) -> Generator[Event]:
    """Train the encoder alone; the loss is binary cross-entropy, nats a picture, summed over all words."""
    targets = bags(words.windows(data.captions)[1], len(words))

    def loss(model: BagReader, shown: Tensor, chosen: Tensor) -> Tensor:
        with _products(recipe):
            logits = model(shown)
        summed = nn.functional.binary_cross_entropy_with_logits(logits.float(), targets[chosen], reduction="sum")
        return summed / len(shown)

    return _events(recipe, run, data, loss, recipe.bag_plan())


def events(
    recipe: Recipe,
    run: Run[Captioner],
    data: Captioned,
    words: CaptionVocabulary,
    evaluate: Callable[[Captioner], float] | None = None,
) -> Generator[Event]:
    """Train on pictures and their first captions; the loss is nats a word, END included."""
    read, targets = words.windows(data.captions)
    plan = recipe.plan(evaluate)

    def loss(model: Captioner, shown: Tensor, chosen: Tensor) -> Tensor:
        frozen = plan.budget.share(run.step, run.seconds) < recipe.frozen
        model.encoder.train(not frozen)  # frozen, it normalises by the running mean and variance
        with torch.set_grad_enabled(not frozen), _products(recipe):
            features = model.encoder(shown)
        logits = model.decoder(features.float(), read[chosen])
        return nn.functional.cross_entropy(logits.flatten(0, 1), targets[chosen].flatten(), ignore_index=UNSCORED)

    return _events(recipe, run, data, loss, plan)


def _events(recipe: Recipe, run: Run[Model], data: Captioned, loss: Loss[Model], plan: Plan[Model]) -> Generator[Event]:
    pictures = tensor(data.images)

    def draw() -> tuple[Tensor, Tensor]:
        chosen = torch.randint(len(pictures), (recipe.batch,))
        return chosen, chosen

    def shown(model: Model, chosen: Tensor, same: Tensor) -> Tensor:
        drawn = pictures[chosen]
        return loss(model, normalised(augmented(drawn, recipe.strength) if recipe.strength else drawn), same)

    return train_on(run, draw, plan, loss=shown)


def _products(recipe: Recipe) -> torch.autocast:
    return torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16)
