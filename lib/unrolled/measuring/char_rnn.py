"""Measure a character-level model: what it expects next, how unsure it is, what it writes.

Any model with ``step(state, ids) -> logits, state`` will do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, overload

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.measuring.records.char_rnn import LearningCurve, NextCharacter, Samples, Softmax, TemperatureView
from unrolled.models.language_model import LanguageModel
from unrolled.runtime import UnrolledError, one_thread

LONGEST_PROMPT = 500


class PromptError(UnrolledError, ValueError):
    """A prompt that the model cannot start from."""


def check_prompt(prompt: str, vocabulary: Vocabulary, longest: int = LONGEST_PROMPT) -> Tensor:
    """The prompt in numbers, ``(T,)``.

    Raises:
        PromptError: if it is empty or longer than ``longest``.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    if not prompt:
        raise PromptError("The prompt is empty: type at least one character for the network to go on from.")
    if len(prompt) > longest:
        raise PromptError(
            f"The prompt has {len(prompt):,} characters and the panel reads up to {longest:,}: shorten it."
        )
    return vocabulary.encode(prompt)


class FitError(UnrolledError, ValueError):
    """A model and a vocabulary that do not fit together."""


def check_fit(vocabulary: Vocabulary, *models: LanguageModel) -> None:
    """Check that models read and write the characters of a vocabulary.

    The number of its logits shows how many characters a model knows. One that was trained live also keeps the
    characters: with a different set of the same size it would write nonsense without any error.

    Raises:
        FitError: if one of them does not fit.
    """
    for model in models:
        own = getattr(model, "characters", None)
        size = len(own) if own else read(model, torch.zeros(1, dtype=torch.int64))[0].shape[-1]
        if size != len(vocabulary):
            raise FitError(
                f"The network knows {size} characters and the vocabulary has {len(vocabulary)}: take both from one "
                "training, as trainer.model and trainer.vocabulary."
            )
        if own and own != vocabulary.characters:
            raise FitError(
                f"The network was trained on other characters than the {size} of this vocabulary: take both from one "
                "training, as trainer.model and trainer.vocabulary."
            )


@one_thread
@torch.inference_mode()
def read(model: LanguageModel, ids: Tensor) -> tuple[Tensor, Any]:
    """Run a model over a text, starting from a zero state.

    Args:
        model: the model.
        ids: ``(T,)`` numbers, T at least 1.

    Returns:
        Logits for the character after the text, ``(1, V)``, and the state there.
    """
    logits, state = model.step(None, ids[:1])
    for k in ids[1:]:
        logits, state = model.step(state, k[None])
    return logits, state


def next_character(logits: Tensor, vocabulary: Vocabulary, prompt: str) -> NextCharacter:
    """The distribution for the next character, likeliest first.

    Args:
        logits: ``(1, V)`` from :func:`read`.
        vocabulary: of the model.
        prompt: the text that was read, kept for the picture.
    """
    flat = logits[0].double().numpy()
    order = np.argsort(-flat, kind="stable")
    return NextCharacter(prompt, tuple(vocabulary.characters[k] for k in order), flat[order])


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Softmax with temperature: p_k = exp(l_k / T) / sum_j exp(l_j / T); Hinton et al., arXiv 1503.02531.

    The page computes the same line in ``panels/js/temperature.js``, and a
    browser test holds them equal.

    Args:
        logits: ``(..., V)``.
        temperature: T, 0 or more; at 0 all probability is on the largest logit (shared equally if several are largest).

    Returns:
        ``(..., V)``, summing to 1.

    Raises:
        ValueError: if the temperature is negative or not a number.
    """
    if not temperature >= 0:
        raise ValueError(f"A temperature of {temperature} makes no sense: it is 0 or more.")
    gap = logits - logits.max(axis=-1, keepdims=True)  # the largest becomes 0, so that nothing overflows
    powers = np.exp(gap / temperature) if temperature > 0 else (gap == 0).astype(float)
    return powers / powers.sum(axis=-1, keepdims=True)


def entropy_bits(p: np.ndarray) -> float:
    """The entropy of a distribution ``(V,)`` is: - sum p log2 p, in bits, from 0 to log2 V (Shannon 1948)."""
    return entropy_nats(p) / np.log(2)


def entropy_nats(p: np.ndarray) -> float:
    """The same in nats: - sum p ln p, which is also what a character drawn from p costs on average.

    Examples:
        >>> round(entropy_nats(np.array([0.5, 0.5, 0.0])), 3)
        0.693
    """
    positive = p[p > 0]
    return float(-(positive * np.log(positive)).sum()) + 0.0  # + 0.0 turns -0.0 into 0.0


def temperature_view(following: NextCharacter, samples: Samples, temperature: float) -> TemperatureView:
    """What the temperature panel shows at one temperature."""
    now, as_trained = softmax(following.logits, temperature), softmax(following.logits)
    return TemperatureView(
        following, samples, temperature, now, as_trained, entropy_bits(now), entropy_bits(as_trained)
    )


def softmax_view(labels: tuple[str, ...], logits: np.ndarray, temperature: float) -> Softmax:
    """Softmax of a handful of logits ``(K,)``, at a temperature and at 1."""
    return Softmax(labels, logits, temperature, softmax(logits, temperature), softmax(logits))


def learning_curve(card: dict[str, Any], baselines: dict[str, float]) -> LearningCurve:
    """The learning curve from a checkpoint's card with its baselines, in nats."""
    steps, train, validation = np.array(card["curve"]["rows"]).T
    return LearningCurve(card["about"], steps, train, validation, baselines)


def gumbel_noise(seed: int, length: int, size: int) -> Tensor:
    """Standard Gumbel noise ``(length, size)``, float32: a row for each character to be drawn."""
    uniform = np.random.default_rng(seed).uniform(np.finfo(float).tiny, 1.0, (length, size))
    return torch.from_numpy(-np.log(-np.log(uniform))).float()


@overload
def sample(model: LanguageModel, logits: Tensor, state: Any, noise: Tensor, temperatures: Tensor) -> Tensor: ...


@overload
def sample(
    model: LanguageModel,
    logits: Tensor,
    state: Any,
    noise: Tensor,
    temperatures: Tensor,
    *,
    cancelled: Callable[[], bool],
) -> Tensor | None: ...


@one_thread
@torch.inference_mode()
def sample(
    model: LanguageModel,
    logits: Tensor,
    state: Any,
    noise: Tensor,
    temperatures: Tensor,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Tensor | None:
    """Sample a passage for each temperature, with the same noise for all.

    The character drawn is argmax(logits + T g), which follows softmax(logits / T)
    when g is Gumbel noise (Maddison et al., arXiv 1411.0030). With g fixed, only
    the temperature changes; T = 0 gives greedy sampling without a special case.

    Args:
        model: the model.
        logits: ``(1, V)`` at the end of the prompt, from :func:`read`.
        state: the state there.
        noise: ``(N, V)`` from :func:`gumbel_noise`.
        temperatures: ``(K,)``, each 0 or more.
        cancelled: called before each character; True stops the sampling.

    Returns:
        ``(K, N)`` numbers of characters, or None if cancelled.
    """
    K = len(temperatures)
    scale = temperatures[:, None].to(noise)  # (K, 1)
    logits = logits.expand(K, -1)
    state = repeated(state, K)
    drawn = []
    for g in noise:
        if cancelled():
            return None
        if drawn:
            logits, state = model.step(state, drawn[-1])
        drawn.append((logits + scale * g).argmax(dim=1))  # (K,)
    return torch.stack(drawn, dim=1)


def repeated(state: Any, times: int) -> Any:
    """A state of batch 1, repeated; lists and tuples of tensors keep their form."""
    if isinstance(state, Tensor):
        return state.expand(times, *state.shape[1:])
    return type(state)(repeated(part, times) for part in state)
