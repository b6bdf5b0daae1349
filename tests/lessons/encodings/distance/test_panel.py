"""Distance: every control over its values, the picture's cursors, sets that cannot be had, and bad input."""

import numpy as np
import pytest

from told import refused
from unrolled.datasets import registry
from unrolled.datasets.judgements import Judgements
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.distance import probe as probes
from unrolled.lessons.encodings.distance.panel import MARKED, OWN, DistancePanel

generator = np.random.default_rng(0)
WORDS = ["hot", "cold", "warm", "fish", "cat", "tiger", "sea"]
GLOVE = WordVectors.of(WORDS, generator.normal(size=(7, 5)), "seven words")
OURS = WordVectors.of(WORDS[:-1], generator.normal(size=(6, 4)), "six words")
TEXT = "hot cold 1; hot warm 8; cat tiger 7; cat fish 3; sea fish 5"
RELATED = (("cat", "tiger"), ("hot", "cold"), ("sea", "fish"))
ALIKE = (("hot", "warm"), ("hot", "cold"), ("cat", "fish"), ("a", "b"))
SETS = {
    "WordSim353": Judgements("WordSim353", RELATED, np.array([8.0, 6, 4]), ""),
    "SimLex999": Judgements("SimLex999", ALIKE, np.array([9.0, 1, 2, 5]), ""),
}


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setattr(probes, "judgements", SETS.__getitem__)
    made = DistancePanel(GLOVE, OURS, source=OWN, text=TEXT)
    yield made
    made.close()


def test_it_starts_with_a_set_that_is_at_hand_else_with_our_own(monkeypatch):
    monkeypatch.setattr(probes, "judgements", SETS.__getitem__)
    monkeypatch.setattr(probes, "at_hand", lambda: ("SimLex999",))
    panel = DistancePanel(GLOVE, OURS)
    assert panel.record.source == "SimLex999"
    assert "SimLex999" in panel.status.text
    monkeypatch.setattr(probes, "at_hand", lambda: ())
    panel = DistancePanel(GLOVE, OURS)
    assert panel.source.value == OWN
    assert panel.record.source == "our own pairs"
    assert "stands in" in panel.status.text


def test_every_set_coding_and_mark(panel):
    seen = set()
    for _, source in panel.source.choices:
        panel.source.value = source
        for _, coding in panel.coding.choices:
            panel.coding.value = coding
            for _, marked in MARKED:
                panel.marked.value = marked
                view = panel.record
                assert view.coding.name == coding == panel.record.codings[panel.live.row].name
                assert bool(view.marked.words) == (marked != "none")
                assert not panel.status.problem
                seen.add(panel.live.svg)
        assert view.source == {"own": "your pairs"}.get(source, source)
    assert len(seen) == 3 * 5 * 3


def test_what_matters_for_some_pairs_or_codings_waits_behind_more_controls(panel):
    assert panel.more.box.children[1:] == (panel.text, panel.bits)
    before = panel.drawing()
    panel.bits.value = 3  # GloVe has no buckets
    assert panel.record.coding.name == "GloVe"
    panel.coding.value = "hashed"
    assert panel.drawing() != before
    panel.source.value = "WordSim353"
    panel.text.value = "hot cold 2; hot warm 8; cat tiger 7"  # not the pairs that are shown
    assert panel.record.source == "WordSim353"


def test_every_number_of_buckets(panel):
    panel.coding.value = "hashed"
    for bits in range(1, 21):
        panel.bits.value = bits
        due = probes.hashed_cosine(panel.record.pairs, 2**bits)
        assert panel.record.coding.similarity.tolist() == due.tolist()


def test_the_cursors_go_through_pairs_and_codings(panel):
    still = panel.live.svg
    for k in range(5):
        panel.live.cursor = k
        assert panel.record.cursor == k
        assert " and ".join(panel.record.pairs[k]) in panel.describe()
        assert panel.live.svg == still
    for row, (_, coding) in enumerate(panel.coding.choices):
        panel.live.row = row
        assert panel.coding.value == panel.record.coding.name == coding
    panel.source.value = "WordSim353"  # fewer pairs: the cursor comes inside
    assert panel.record.cursor == panel.live.cursor == panel.live.last == 2


def test_a_set_that_cannot_be_had_leaves_the_picture_and_says_what_to_do(panel, monkeypatch):
    def fails(name):
        raise registry.DownloadError("no network")

    monkeypatch.setattr(probes, "judgements", fails)
    with refused(panel, "pip install gensim"):
        panel.source.value = "SimLex999"
    panel.source.value = OWN
    assert not panel.status.problem
    assert panel.text.value == TEXT


@pytest.mark.parametrize("bad", ["", "hot cold", "hot cold 12; a b 1; c d 2", "<b> 1; a b 2; c d 3", "hot cold 5"])
def test_bad_pairs_are_told_and_nothing_is_lost(panel, bad):
    with refused(panel):
        panel.text.value = bad
    assert panel.text.value == bad
    panel.text.value = TEXT
    assert not panel.status.problem


def test_other_alphabets_and_words_without_a_vector_are_pairs_too(panel):
    panel.text.value = "кошка собака 7; 猫 虎 8; hot cold 1"
    assert not panel.status.problem
    assert np.isnan(panel.record.coding.similarity).sum() == 2
    assert np.isnan(panel.record.coding.rho)
    assert "猫" in panel.drawing()


def test_a_picture_and_a_sentence_stand_in_the_bundle(panel):
    bundle = panel._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["text/plain"] == panel.describe()
    assert data["image/svg+xml"].count("<svg") == 2
