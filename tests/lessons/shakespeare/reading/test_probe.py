"""Surprise along a text: means, words, costs and names by hand, and who reads side by side."""

import numpy as np
import pytest
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.reading import probe as probes
from unrolled.measuring.char_rnn import PromptError
from unrolled.measuring.records.surprisal import Surprisal
from unrolled.measuring.surprisal import surprisal
from unrolled.models import CharRNN
from unrolled.models.ngram import NGram
from unrolled.models.sampler import Sampler

PLAY = "ANNA:\nabba had a bean.\n\nTOM:\nA bee.\n\nANNA:\nNo bee!\n\n"
VOCABULARY = Vocabulary(PLAY)


def read(text, bits, cursor=0):
    T = len(text)
    return Surprisal(text, np.asarray(bits, dtype=float), np.zeros(T, int), np.zeros(T), ((),) * T, cursor)


@pytest.fixture(scope="module", params=["module", "sampler", "counting"])
def model(request):
    torch.manual_seed(1)
    if request.param == "counting":
        return NGram(VOCABULARY.encode(PLAY), len(VOCABULARY), 3)
    network = CharRNN(len(VOCABULARY), hidden=8, layers=2).eval()
    return Sampler(network) if request.param == "sampler" else network


@pytest.mark.parametrize("window", [1, 4, 15, 50])
def test_running_means_by_hand(window):
    bits = np.random.default_rng(0).uniform(0, 9, 30)
    mean = probes.running_mean(bits, window)
    for k in range(30):
        if k < min(probes.LEAST, window):
            assert np.isnan(mean[k])
        else:
            assert mean[k] == pytest.approx(bits[max(1, k - window + 1) : k + 1].mean())


def test_the_first_character_counts_for_nothing():
    assert probes.running_mean(np.array([99.0, 1, 3]), 1).tolist()[1:] == [1, 3]
    assert probes.mean_bits({"one": read("abc", [99, 1, 3]), "none": read("a", [0])})["one"] == 2
    assert np.isnan(probes.mean_bits({"none": read("a", [0])})["none"])


def test_words_by_what_all_their_characters_cost():
    text = "a Bean, a bean, don't"
    bits = np.ones(len(text))
    bits[10:14] = 5
    words = probes.surprising_words(read(text, bits))
    assert [(word.letters, word.bits, word.nth, word.start) for word in words] == [
        ("bean", 20, 2, 10), ("don't", 5, 1, 16), ("Bean", 4, 1, 2), ("a", 1, 1, 0), ("a", 1, 2, 8),
    ]  # fmt: skip
    assert len(probes.surprising_words(read(text, bits), count=2)) == 2
    assert probes.surprising_words(read("...", [0, 1, 2])) == ()


def test_a_reading_is_put_together():
    reads = {"A": read("bean bee", range(8)), "B": read("bean bee", [2] * 8)}
    seen = probes.reading(reads, "B", 3, title="mine", means={"other": {"A": 1.0, "B": 9.0}}, cursor=99)
    assert (seen.shown.text, seen.shown.cursor, seen.reads["A"].cursor) == ("bean bee", 7, 7)
    assert list(seen.curves) == ["A", "B"]
    assert seen.curves["A"][-1] == 6
    assert seen.means == {"other": {"A": 1.0, "B": 9.0}, "mine": {"A": 4.0, "B": 2.0}}
    assert [word.bits for word in seen.words] == [8, 6]


def test_all_readers_read_alike(model):
    found = probes.read_all({"one": model, "two": model}, VOCABULARY, PLAY)
    due = surprisal(model, VOCABULARY, PLAY)
    for seen in found.values():
        np.testing.assert_array_equal(seen.bits, due.bits)
    assert probes.read_all({"one": model}, VOCABULARY, "a" * probes.LONGEST)
    for text in ("", "a" * (probes.LONGEST + 1)):
        with pytest.raises(PromptError):
            probes.read_all({"one": model}, VOCABULARY, text)


def test_costs_side_by_side_are_those_of_each_text_alone(model):
    texts = [PLAY, PLAY[7:20], "a", PLAY[3:]]
    found = probes.costs(model, [VOCABULARY.encode(text) for text in texts])
    for text, bits in zip(texts, found, strict=True):
        np.testing.assert_allclose(bits, surprisal(model, VOCABULARY, text).bits, atol=0.02)
        assert bits[0] == 0


def test_names_by_how_often_they_have_come(model):
    other = "TOM:\nbee\n\nTOM:\nbee\n\n"
    found = probes.headings({"R": model}, VOCABULARY, {"One": PLAY, "Two": other}, times=2)
    bits = [surprisal(model, VOCABULARY, text).bits for text in (PLAY, other)]
    spans = [[(0, 0, 5), (0, 37, 42)], [(1, 0, 4), (1, 10, 14)]]  # Anna twice in the one, Tom twice in the other
    assert PLAY[37:42] == "ANNA:"
    assert other[10:14] == "TOM:"
    due = np.mean([[bits[k][start:end].sum() for k, start, end in row] for row in spans], axis=0)
    assert found.speakers == 2
    np.testing.assert_allclose(found.bits["R"], due, atol=0.05)


def test_known_names_and_rare_speakers_are_left_out(model):
    readers = {"R": model}
    assert probes.headings(readers, VOCABULARY, {"One": PLAY}, times=1).speakers == 2
    assert probes.headings(readers, VOCABULARY, {"One": PLAY}, frozenset({"TOM"}), times=1).speakers == 1
    none = probes.headings(readers, VOCABULARY, {"One": PLAY}, times=3)
    assert none.speakers == 0
    assert np.isnan(none.bits["R"]).tolist() == [True] * 3


def test_headings_stand_on_a_line_of_their_own_after_a_blank_line():
    text = "ANNA:\nso\nTOM:\n\nTOM:\nA: b\n\nA, B:\nx\n\n" + "a" * 50 + ":\n"
    assert probes.HEADING.findall(text) == ["ANNA", "TOM", "A, B"]
