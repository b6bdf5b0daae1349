"""Yardsticks: each chapter comes right after the training chapters, and counting is measured outside of shared text."""

import math

import pytest

from unrolled.datasets import latex
from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.yardsticks import probe as yardsticks

SHARED = "a sentence of the training chapters that comes again, word for word: "
TRAIN = {"A": SHARED * 3, "B": "and something else. " * 5}
HELD = {"One": SHARED + "zzz zzz zzz zzz zzz"}, {"Two": "and nothing. " * 4, "Three": "of the"}
PARTS = Split(TRAIN, *HELD)


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    words = "".join(text for part in (TRAIN, *HELD) for text in part.values())
    corpus = Corpus("two chapters", "chapters", "", "", PARTS, Vocabulary(words))
    monkeypatch.setattr(latex, "split", lambda: PARTS)
    monkeypatch.setattr(latex, "corpus", lambda: corpus)
    yardsticks._known.cache_clear()
    yield
    yardsticks._known.cache_clear()


def test_each_chapter_comes_right_after_the_training_chapters():
    asked = []

    def size(content):
        asked.append(content.decode())
        return 2 * len(content)

    found = yardsticks.compressed(size)
    train = "".join(TRAIN.values())
    assert set(asked) == {train, *(train + text for part in HELD for text in part.values())}
    assert {part: found[part]["nats"] for part in yardsticks.PARTS} == dict.fromkeys(
        yardsticks.PARTS, round(16 * math.log(2), 4)
    )
    assert found["train_characters"] == len(train)


def test_counting_is_worse_outside_of_what_is_shared():
    found = yardsticks.counted(3)
    assert found["validation"]["nats outside"] > 2 * found["validation"]["nats"] > 0
    assert found["test"]["nats outside"] == found["test"]["nats"]  # nothing in it is shared
    assert found["order"] == 3


def test_losses_are_named_for_readers_and_the_network_comes_last(monkeypatch):
    runs = {key: {"test": {"nats": k}} for k, key in enumerate(yardsticks.SHOWN)}
    monkeypatch.setattr(yardsticks, "load_results", {yardsticks.NAME: runs}.__getitem__)
    told = yardsticks.losses("test", {"test": 9.0})
    assert list(told) == ["5-gram", "xz", "PPM, order 8", "this network"]
    assert list(told.values()) == [0, 1, 2, 9.0]
