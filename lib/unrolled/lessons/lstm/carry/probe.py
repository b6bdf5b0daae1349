"""Carry that travels: what a trained LSTM keeps of one symbol while noise goes by, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from unrolled.datasets import recall
from unrolled.lessons.lstm.carry.record import Carry, Solving
from unrolled.measuring.char_rnn import softmax
from unrolled.models.char_rnn import CharRNN
from unrolled.models.lstm import LSTMStep
from unrolled.models.recurrent import State
from unrolled.runtime import UnrolledError, one_thread

LONGEST = 400


class WaitError(UnrolledError, ValueError):
    """A wait that cannot be shown."""


def half_life(forget: np.ndarray) -> np.ndarray:
    """Steps until half of a carry is gone: n with f^n = 1/2, so n = ln(1/2) / ln f; infinite where f is 1.

    Args:
        forget: any shape, from 0 to 1.
    """
    with np.errstate(divide="ignore"):
        return np.where(forget >= 1, np.inf, np.log(0.5) / np.log(np.clip(forget, 0, 1)))


class Journey:
    """All symbols' ways through one stretch of noise, kept, so that waits and symbols can be changed at once.

    What a network does at step t does not depend on when the question will come.

    Args:
        model: one LSTM layer that knows ``datasets.recall``.
        start: how its biases began, for the record.
        trained: the T of its training.
        seed: of the noise.
    """

    @one_thread
    @torch.inference_mode()
    def __init__(self, model: CharRNN, start: str, trained: int, seed: int = 0):
        self._model, self._start, self._trained = model.eval(), start, trained
        first = torch.tensor([recall.ALPHABET.index(symbol) for symbol in recall.SYMBOLS])
        noise, _ = recall.examples(1, LONGEST, torch.Generator().manual_seed(seed))
        self._noise = noise[0, 1:LONGEST]  # (LONGEST - 1,), for t = 1, 2, …
        ids = torch.cat([first[:, None], self._noise.expand(len(first), -1)], dim=1)  # (K, LONGEST)
        trace = model.trace(ids).layers[0]
        assert isinstance(trace, LSTMStep)
        self._trace = trace
        kept = torch.exp(torch.log(self._trace.f[:, 1:]).mean(dim=(0, 1))).double().numpy()  # a product's mean
        self._half_life = half_life(kept)
        self._order = np.argsort(-self._half_life, kind="stable")

    @one_thread
    @torch.inference_mode()
    def at(self, symbol: str, steps: int, cursor: int | None = None, row: int = 0) -> Carry:
        """The record for a symbol and a wait.

        Args:
            symbol: one of ``recall.SYMBOLS``.
            steps: T, 1 to ``LONGEST``.
            cursor: the step pointed at; the last one by default.
            row: the unit pointed at.

        Raises:
            WaitError: if the wait is outside.
        """
        if not 1 <= steps <= LONGEST:
            raise WaitError(f"The question can come after 1 to {LONGEST} steps, not after {steps}.")
        trace, k = self._trace, recall.SYMBOLS.index(symbol)
        state: list[State] = [(trace.h[:, steps - 1], trace.c[:, steps - 1])]
        question = torch.full((len(recall.SYMBOLS), 1), recall.ALPHABET.index(recall.QUESTION))
        logits, _, (last,) = self._model.trace(question, state)
        assert isinstance(last, LSTMStep)
        names = [recall.ALPHABET.index(name) for name in recall.SYMBOLS]
        p = softmax(logits[:, 0].double().numpy())[:, names]  # (K, K): rows are what was written
        carry = torch.cat([trace.c[:, :steps], last.c], dim=1).double().numpy()[:, :, self._order]  # (K, T + 1, H)
        forget = torch.cat([trace.f[k, :steps], last.f[k]]).double().numpy()[:, self._order]
        apart = np.linalg.norm(np.delete(carry, k, axis=0) - carry[k], axis=2).mean(axis=0)
        apart /= np.linalg.norm(carry, axis=2).mean(axis=0)
        noise = "".join(recall.ALPHABET[number] for number in self._noise[: steps - 1])
        return Carry(
            recall.SYMBOLS, symbol, self._start, steps, self._trained, symbol + noise + recall.QUESTION,
            carry[k], forget, self._half_life[self._order], apart, p[k],
            float((p.argmax(axis=1) == np.arange(len(p))).mean()), steps if cursor is None else min(cursor, steps), row,
        )  # fmt: skip


def point_at(view: Carry, cursor: int, row: int) -> Carry:
    """The same journey with step and unit pointed at elsewhere, held inside."""
    last = view.carry.shape[1] - 1
    return replace(view, cursor=min(max(cursor, 0), view.steps), row=min(max(row, 0), last))


def solving(runs: Mapping[str, Mapping[str, Any]], budget: int) -> Solving:
    """The runs of ``data/results/carry.json`` as a table; starts and waits with every seed only.

    Args:
        runs: by "start wait seed".
        budget: updates each had at most.
    """
    found: dict[str, dict[int, dict[int, float]]] = {}
    for key, run in runs.items():
        start, wait, seed = key.split()
        solved = np.nan if run["solved"] is None else float(run["solved"])
        found.setdefault(start, {}).setdefault(int(wait), {})[int(seed)] = solved
    waits = sorted({wait for by_wait in found.values() for wait in by_wait})
    seeds = sorted({seed for by_wait in found.values() for by_seed in by_wait.values() for seed in by_seed})
    updates = {
        start: np.array([[by_wait[wait][seed] for wait in waits] for seed in seeds]) for start, by_wait in found.items()
    }
    return Solving(np.array(waits), updates, budget)


def bias_for(wanted: float) -> float:
    """The forget bias at which a unit that hears nothing loses half of its carry in so many steps.

    f^n = 1/2 gives f = 2^(-1/n), and a gate is a sigmoid of its bias: b = log(f / (1 - f)).
    """
    f = 2 ** (-1 / wanted)
    return float(np.log(f / (1 - f)))
