"""The study of output layers: trees and codes, and the committed timings."""

import numpy as np
import pytest

from unrolled.datasets import word_counts
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.output_cost import probe as probes
from unrolled.lessons.word2vec.output_cost import study
from unrolled.models.output_layers import huffman_paths

COUNTS = np.array([60, 30, 12, 9, 5, 5, 1])


def test_a_tree_tells_codes_of_the_words_it_holds(monkeypatch):
    monkeypatch.setattr(study, "WORDS", ("a", "d", "g"))
    vocabulary = WordVocabulary(list("abcdefg"), COUNTS)
    told = study.tree(vocabulary, 5)
    assert told["codes"] == {
        word: "".join(str(bit) for _, bit in huffman_paths(COUNTS[:5].tolist())[k]) for word, k in (("a", 0), ("d", 3))
    }
    shares = COUNTS[:5] / COUNTS[:5].sum()
    assert told["nodes"] == pytest.approx(shares @ [1, 2, 3, 4, 4], abs=1e-4)
    assert told["entropy"] == pytest.approx(-shares @ np.log2(shares), abs=1e-4)


@pytest.mark.parametrize("V", [100, 1_000, 10_000])
def test_the_committed_trees_are_those_of_the_counts(V):
    made = study.tree(word_counts.counts(), V)
    assert probes.tree(V) == made
    assert made["entropy"] <= made["nodes"] < made["entropy"] + 0.05
    lengths = [len(code) for code in made["codes"].values()]
    assert lengths == sorted(lengths)


def test_the_study_has_all_forms_and_what_the_text_says():
    _, timings, machine = probes.study()
    assert "x86" in machine
    assert {(one.V, one.D) for one in timings} == {(V, D) for V in study.VOCABULARIES for D in study.DIMENSIONS}
    for one in timings:
        micro = one.microseconds
        assert micro["full"] > micro["batch"] > 20 * micro["tree"]
        assert micro["sampled"] < micro["full"] / 50
