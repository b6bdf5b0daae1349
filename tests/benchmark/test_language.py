"""Windows of text: every token after the first context is scored once, with at least that much before it."""

import math

import numpy as np
import pytest
import torch

from unrolled.benchmark import language
from unrolled.benchmark.language import UNSCORED, text_data, window_count, windows
from unrolled.benchmark.networks import build
from unrolled.benchmark.recipes import MODELS, Recipe
from unrolled.benchmark.tasks import TASKS
from unrolled.datasets import language_tasks
from unrolled.datasets.language_text import LanguageText, LanguageTextError, Passage, PassageText
from unrolled.models.size import size


def test_each_token_after_the_context_is_scored_once():
    ids = np.arange(41, dtype=np.int32)
    x, y = windows(ids, torch.arange(window_count(41, 8, 3)), 8, 3)
    assert x.dtype == y.dtype == torch.int64
    assert x[0].tolist() == list(range(8))
    assert y[0].tolist() == [UNSCORED] * 3 + [4, 5, 6, 7, 8]
    assert x[1, 0] == 5
    scored = y[y != UNSCORED].tolist()
    assert scored == list(range(4, 39))  # 39 and 40 are left over: no whole window ends with them


def text(name="x", kind="words", train=300, held=200, types=5):
    rng = np.random.default_rng(0)
    parts = [rng.integers(0, types, n) for n in (train, held, held)]
    return LanguageText(name, kind, *parts, tuple("abcdefghij"[:types]))


@pytest.fixture
def small(monkeypatch):
    made = text()
    monkeypatch.setattr(language_tasks, "load", lambda name: made)
    return made


def test_a_network_that_says_shares_scores_their_perplexity(small):
    data = text_data("ptb words")
    network = build(TASKS["ptb_words"], "lstm", Recipe(6, 1, 2, 1, 0.01), data.types)
    with torch.no_grad():
        network.readout.weight.zero_()
        network.readout.bias.zero_()
    assert TASKS["ptb_words"].measure(network, data.held_out["test"]()) == pytest.approx(5)
    assert TASKS["text8"].measure(network, data.held_out["test"]()) == pytest.approx(math.log2(5))
    assert data.count == (300 - 1 - 40) // 40


@pytest.mark.parametrize("model", MODELS)
def test_every_model_learns_a_little_text(small, model):
    data, task = text_data("ptb words"), TASKS["ptb_words"]
    network = build(task, model, Recipe(0, 2, 2, 1, 0.01, kernel=2, parameters=900), data.types)
    assert size(network) == pytest.approx(900, rel=0.1)
    assert network.readout.weight is network.embed.weight
    x, y = data.draw(torch.arange(2))
    before = task.lose(network, x, y)
    optimiser = torch.optim.Adam(network.parameters(), lr=0.02)
    for _ in range(20):
        optimiser.zero_grad()
        lost = task.lose(network, x, y)
        lost.backward()
        optimiser.step()
    assert lost.item() < before.item()


def test_of_a_passage_the_last_word_alone_is_scored_and_is_not_read(monkeypatch):
    passages = (Passage(np.array([1, 2, 3]), 4), Passage(np.array([0]), 2))
    made = PassageText("lambada", "words", text().train, passages, passages, tuple("abcde"))
    monkeypatch.setattr(language_tasks, "load", lambda name: made)
    batches = list(text_data("lambada").held_out["test"]())
    assert [x.tolist() for x, _ in batches] == [[[1, 2, 3]], [[0]]]
    assert [y.tolist() for _, y in batches] == [[[UNSCORED, UNSCORED, 4]], [[2]]]


def test_a_text_too_short_for_a_window_is_refused(monkeypatch):
    monkeypatch.setattr(language_tasks, "load", lambda name: text(train=60))
    with pytest.raises(LanguageTextError, match="60 tokens, too few for a window of 80"):
        text_data("ptb words")


def test_stand_ins_are_at_reduced_size():
    data = TASKS["shakespeare_characters"].data()
    assert data.count == window_count(language.REDUCED, *language.WINDOWS["characters"])
    assert data.types == 76
