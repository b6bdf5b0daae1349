"""What temperature does to a text: entropy, repetition, new n-grams and real words, from 0 to 2.

The network goes on from five prompts, from each at all temperatures in one
batch with the same noise. The passages are held against the plays it learned
from, and so are pieces of the same length of the four plays it never saw: what
a writer who copies nobody has in common with those plays anyway.

Repetition and copies depend on the length of a text, so lengths are the same
wherever two numbers are compared.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.against_temperature.record import Measure, Written
from unrolled.measuring.char_rnn import LanguageModel, gumbel_noise, read, sample, softmax
from unrolled.measuring.novelty import COPIED, UNSEEN, Corpus, novelty, share_inside
from unrolled.runtime import one_thread
from unrolled.training.results import load_results

RESULTS, NETWORK = "microscope", "shakespeare_3x512"
TEMPERATURES = np.round(np.arange(0, 2.001, 0.1), 10)
PROMPTS = ("HAMLET:\n", "ROSALIND:\n", "KING HENRY V:\n", "First Citizen:\n", "CLEOPATRA:\n")
LENGTH, KEPT = 2_000, 300  # characters measured, and kept to be read
PIECES = 8  # of each play
WINDOW, LEAST = 300, range(6, 41)  # characters in a window, fewest in a row that count as copied

MEASURES = {
    "entropy": ("Entropy", "How unsure is it before each character, on average?", "bits"),
    "real words": ("Real words", "What share of the words stands in the training plays?", "share"),
    "said before": ("Said before", "What share of 8 characters in a row has the passage held before?", "share"),
    "copied": ("Copied", f"What share lies in {COPIED} or more characters in a row of the training plays?", "share"),
} | {
    f"new {n}-grams": (f"New {n}-grams", f"What share of {n} characters in a row do the training plays not hold?",
                       "share")
    for n in UNSEEN
}  # fmt: skip


class Listening:
    """A model that keeps the logits it gives, step by step."""

    def __init__(self, model: LanguageModel):
        self._model, self.logits = model, []

    def step(self, state: Any, ids: Tensor) -> tuple[Tensor, Any]:
        """As the model's own."""
        logits, state = self._model.step(state, ids)
        self.logits.append(logits)
        return logits, state


def mean_entropy(logits: np.ndarray, temperature: float) -> float:
    """How unsure a model is on average, bits, by logits ``(N, V)`` at a temperature."""
    p = softmax(logits, temperature)
    return float(-(p * np.log2(np.maximum(p, 1e-300))).sum(axis=-1).mean()) + 0.0


def properties(corpus: Corpus, text: str, before: str = "") -> dict[str, float]:
    """All measures of a text but its entropy, by name."""
    new = novelty(corpus, text, before=before)
    shares = {"real words": new.real_words, "said before": new.repeated, "copied": new.copied}
    return shares | {f"new {n}-grams": share for n, share in new.unseen.items()}


def measure_writing(
    model: LanguageModel,
    vocabulary: Vocabulary,
    corpus: Corpus,
    prompt: str,
    *,
    seed: int,
    temperatures: np.ndarray = TEMPERATURES,
    length: int = LENGTH,
) -> dict[str, Any]:
    """Let a model write at all temperatures, and measure what it wrote: a list of K numbers for each measure."""
    first, state = read(model, vocabulary.encode(prompt))
    listening = Listening(model)
    noise = gumbel_noise(seed, length, len(vocabulary))
    ids = sample(listening, first, state, noise, torch.tensor(temperatures))
    rows = torch.stack([first.expand(len(temperatures), -1), *listening.logits], dim=1).double().numpy()  # (K, N, V)
    texts = [vocabulary.decode(row) for row in ids]
    each = [
        {"entropy": mean_entropy(logits, tau)} | properties(corpus, text, prompt)
        for logits, tau, text in zip(rows, temperatures.tolist(), texts, strict=True)
    ]
    return {"prompt": prompt} | _columns(each) | {"passages": [text[:KEPT] for text in texts]}


@one_thread
@torch.inference_mode()
def measure_play(
    model: LanguageModel, vocabulary: Vocabulary, corpus: Corpus, play: str, *, count: int = PIECES,
    length: int = LENGTH,
) -> dict[str, float]:  # fmt: skip
    """The same measures of a play: the mean over pieces spread evenly, each from the beginning of a line."""
    starts = np.linspace(0, len(play) - length - 100, count).astype(int)  # no line has 100 characters
    starts = [play.index("\n", start) + 1 for start in starts]
    texts = [play[start : start + length] for start in starts]
    ids = torch.stack([vocabulary.encode(text) for text in texts])  # (B, N)
    listening, state = Listening(model), None
    for column in ids.T[:-1]:
        _, state = listening.step(state, column.contiguous())
    unsure = mean_entropy(torch.cat(listening.logits).double().numpy(), 1.0)
    each = _columns([properties(corpus, text) for text in texts])
    return {"entropy": round(unsure, 4)} | {name: round(float(np.mean(row)), 4) for name, row in each.items()}


def measure_windows(corpus: Corpus, plays: dict[str, str]) -> dict[str, Any]:
    """What share of short passages of plays is copied, by the fewest characters in a row that count.

    Returns:
        Mean, and 10th and 90th percentile over all windows, a number for each of ``LEAST``.
    """
    shares = []
    for play in plays.values():
        lengths, _ = corpus.longest(play)
        for start in range(0, len(play) - WINDOW + 1, WINDOW):
            inside = np.minimum(lengths[start : start + WINDOW], np.arange(WINDOW, 0, -1))  # a match ends with it
            shares.append([share_inside(inside, least) for least in LEAST])
    low, high = np.percentile(shares, (10, 90), axis=0)
    rows = {"mean": np.mean(shares, axis=0), "low": low, "high": high}
    return {"windows": len(shares), "length": WINDOW, "least": list(LEAST)} | {
        name: row.round(4).tolist() for name, row in rows.items()
    }


def _columns(rows: list[dict[str, float]]) -> dict[str, list[float]]:
    return {name: [round(row[name], 4) for row in rows] for name in rows[0]}


def load_against() -> tuple[dict[str, Measure], Written]:
    """What the study found: each measure by its key in ``MEASURES``, and what the network wrote."""
    found = load_results(RESULTS)
    runs = [found[prompt.strip()] for prompt in PROMPTS]
    measures = {
        key: Measure(*words, np.array([run[key] for run in runs]), {
            title: numbers[key] for title, numbers in found["held-out plays"].items()
        })
        for key, words in MEASURES.items()
    }  # fmt: skip
    passages = tuple(tuple(run["passages"]) for run in runs)
    return measures, Written(TEMPERATURES, tuple(run["prompt"] for run in runs), passages, LENGTH)
