"""Quality of vectors: by hand on a square, and the committed numbers measured again."""

import numpy as np
import pytest

from unrolled.datasets import word_vectors
from unrolled.datasets.analogy_questions import Section
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.word_quality import study
from unrolled.measuring import hearing
from unrolled.training.results import load_results


@pytest.fixture
def square():
    corners = np.array([[1.0, 0, 1], [1, 1, 1], [3, 0, 1], [3, 1, 1], [-1, -1, 1]])
    return WordVectors.of(["man", "woman", "king", "queen", "stone"], corners, "a square")


def test_only_questions_with_known_words_are_asked(square, monkeypatch):
    right, wrong, unknown = ("man", "woman", "king", "queen"), ("man", "woman", "king", "stone"), ("a", "b", "c", "d")
    sections = (Section("some", (right, wrong, unknown, right)), Section("none", (unknown,)))
    monkeypatch.setattr(hearing, "sections", lambda: sections)
    assert hearing.section_score(square, "some") == (2, 3)
    assert hearing.section_score(square, "none") == (0, 0)


def test_the_committed_numbers_are_those_of_the_shipped_vectors():
    held = load_results("word_quality")
    assert set(held) == {"glove", "ours", "gensim"}
    for name, vectors in (("glove", word_vectors.glove()), ("ours", word_vectors.ours())):
        assert held[name]["words"] == len(vectors)
        for section in ("family", "gram3-comparative"):
            right, known = hearing.section_score(vectors, section)
            assert held[name]["sections"][section][1] == known
            assert held[name]["sections"][section][0] == pytest.approx(right, abs=1)  # a tie may fall either way


def test_both_sets_of_judgements_are_measured_again():
    pytest.importorskip("gensim", reason="gensim, a dependency for development, holds the judgements")
    measured = study.quality(word_vectors.ours().first(8_000))
    held = load_results("word_quality")
    whole, held_by_all = held["ours"], {name: numbers[1] for name, numbers in held["glove"]["judgements"].items()}
    for name, (rho, pairs) in measured["judgements"].items():
        assert pairs < whole["judgements"][name][1] == held_by_all[name]
        assert abs(rho - whole["judgements"][name][0]) < 0.1
