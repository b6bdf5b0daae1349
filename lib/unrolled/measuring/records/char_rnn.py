"""What a character-level network expects and writes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class NextCharacter:
    """What a model expects after a prompt.

    Attributes:
        prompt: the text read.
        characters: the V characters of the vocabulary, likeliest first.
        logits: ``(V,)``, in the same order; differences are in nats.
    """

    prompt: str
    characters: tuple[str, ...]
    logits: np.ndarray


@dataclass(frozen=True)
class Samples:
    """Passages drawn with the same noise, one for each temperature.

    Attributes:
        temperatures: ``(K,)``.
        texts: K passages; None where one is not drawn yet.
    """

    temperatures: np.ndarray
    texts: tuple[str | None, ...]

    def at(self, temperature: float) -> str | None:
        """The passage of the nearest temperature."""
        return self.texts[int(np.abs(self.temperatures - temperature).argmin())]


@dataclass(frozen=True)
class TemperatureView:
    """All that the temperature panel shows.

    Attributes:
        next: the logits after the prompt.
        samples: passages by temperature.
        temperature: the one in force.
        now: ``(V,)`` probabilities at that temperature, in the order of ``next``.
        as_trained: ``(V,)`` probabilities at temperature 1.
        entropy: of ``now``, in bits.
        entropy_as_trained: of ``as_trained``, in bits.
    """

    next: NextCharacter
    samples: Samples
    temperature: float
    now: np.ndarray
    as_trained: np.ndarray
    entropy: float
    entropy_as_trained: float


@dataclass(frozen=True)
class Softmax:
    """A handful of logits and what softmax makes of them.

    Attributes:
        labels: K names.
        logits: ``(K,)``.
        temperature: 0 or more.
        probabilities: ``(K,)``.
        as_trained: ``(K,)``, at temperature 1.
    """

    labels: tuple[str, ...]
    logits: np.ndarray
    temperature: float
    probabilities: np.ndarray
    as_trained: np.ndarray


@dataclass(frozen=True)
class LearningCurve:
    """A training in numbers.

    Attributes:
        name: what was trained.
        steps: ``(N,)`` updates.
        train: ``(N,)`` nats a character, mean since the point before.
        validation: ``(N,)`` nats a character on held-out text.
        baselines: nats a character of simpler predictors on the same held-out text, by name.
    """

    name: str
    steps: np.ndarray
    train: np.ndarray
    validation: np.ndarray
    baselines: dict[str, float]
