"""Passages to measure: what each is, that all begin alike and are as long as asked, and who is among the writers."""

from types import SimpleNamespace

import pytest
import torch

from readers import untrained
from unrolled.datasets import latex
from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.writing import probe as probes
from unrolled.lessons.latex.writing.probe import START, cut, models, write, writers
from unrolled.measuring.char_rnn import gumbel_noise, read, sample
from unrolled.models.ngram import NGram
from unrolled.training.char_rnn import snapshot_path

CHAPTER = "".join(f"\\begin{{lemma}}\n\\label{{lemma-{k}}}\nLet $x = {k}$.\n\\end{{lemma}}\n\n" for k in range(9))
VOCABULARY = Vocabulary(CHAPTER)


@pytest.fixture
def model():
    return untrained(VOCABULARY, 10, seed=4)


@pytest.fixture
def corpus(monkeypatch):
    made = Corpus("a test", "chapters", "file", None, Split({"a": CHAPTER}, {"b": "val"}, {"c": CHAPTER}), VOCABULARY)
    monkeypatch.setattr(latex, "corpus", lambda: made)
    probes._counting.cache_clear()
    yield made
    probes._counting.cache_clear()


def test_each_passage_has_noise_of_its_own(model):
    passages = write(model, VOCABULARY, 3, 60, temperature=0.7, seed=5)
    assert len(set(passages)) == 3
    assert {len(one) for one in passages} == {60}
    logits, state = read(model, VOCABULARY.encode(START))
    noise = gumbel_noise(5, 60 - len(START), 3 * len(VOCABULARY)).view(-1, 3, len(VOCABULARY))
    for row, passage in enumerate(passages):
        alone = sample(model, logits, state, noise[:, row], torch.tensor([0.7]))[0]
        assert passage == START + VOCABULARY.decode(alone)


def test_temperature_and_seed_count(model):
    assert write(model, VOCABULARY, 2, 60, seed=1) == write(model, VOCABULARY, 2, 60, seed=1)
    assert write(model, VOCABULARY, 2, 60, seed=1) != write(model, VOCABULARY, 2, 60, seed=2)
    assert write(model, VOCABULARY, 2, 60, temperature=0.2) != write(model, VOCABULARY, 2, 60)
    assert len(set(write(model, VOCABULARY, 3, 60, temperature=0))) == 1  # greedy: the noise counts nothing


def test_real_passages_begin_at_lemmas_spread_over_the_text():
    found = cut(
        {"a": CHAPTER, "b": "no lemma\n" + CHAPTER}, 5, 70
    )  # 8 places in each: the last lemma is too near the end
    assert {len(one) for one in found} == {70}
    assert all(one.startswith(START) and one in CHAPTER for one in found)
    assert [one[len(START)] for one in found] == ["0", "4", "0", "3", "7"]
    assert len(cut({"a": CHAPTER}, 1, 70)) == 1


def test_the_last_lemma_with_enough_text_is_among_them():
    assert cut({"a": CHAPTER}, 9, len(CHAPTER) // 9)[-1] == CHAPTER[-len(CHAPTER) // 9 :]
    with pytest.raises(ValueError, match=r"8 passages of .* characters, and 9 were asked for"):
        cut({"a": CHAPTER}, 9, len(CHAPTER) // 9 + 1)


def test_who_can_write(monkeypatch, tmp_path, corpus):
    monkeypatch.setattr(probes, "RUNS", tmp_path)
    monkeypatch.setattr(probes, "SNAPSHOTS", (0, 20, 500))
    monkeypatch.setattr(probes, "load_sampler", lambda name: (f"loaded {name}", None, None))
    assert list(models()) == ["network", "5-gram"]
    path = snapshot_path(tmp_path, probes.NAME, 20)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    found = models()
    assert {name: facts for name, (facts, _) in found.items()} == {
        "network": {}, "5-gram": {"order": 5}, "after 20": {"step": 20},
    }  # fmt: skip
    assert found["network"][1]() == f"loaded {probes.NAME}"
    assert found["after 20"][1]() == f"loaded {path}"
    counting = found["5-gram"][1]()
    assert isinstance(counting, NGram)
    assert counting.order == 5
    assert found["5-gram"][1]() is counting  # counted once


def test_all_whose_passages_are_compared(monkeypatch, corpus, model):
    other = SimpleNamespace(step=lambda state, ids: (torch.zeros(len(ids), len(VOCABULARY)), torch.zeros(len(ids), 1)))
    monkeypatch.setattr(
        probes, "models", lambda: {"network": ({}, lambda: model), "after 20": ({"step": 20}, lambda: other)}
    )
    found = writers(seed=3)
    heated = {f"tau {tau:g}": {"tau": tau} for tau in probes.TEMPERATURES}
    assert {name: facts for name, (facts, _) in found.items()} == {
        "real": {}, **heated, "after 20": {"step": 20, "tau": 1.0},
    }  # fmt: skip
    assert found["real"][1](4, 50) == cut(corpus.split.test, 4, 50)
    for name, temperature in (("tau 0.3", 0.3), ("tau 1.2", 1.2)):
        assert found[name][1](2, 50) == write(model, VOCABULARY, 2, 50, temperature=temperature, seed=3)
    assert found["after 20"][1](2, 50) == write(other, VOCABULARY, 2, 50, temperature=1.0, seed=3)
    for _, passages in found.values():
        for one in passages(2, 45):
            assert one.startswith(START)
            assert len(one) == 45
