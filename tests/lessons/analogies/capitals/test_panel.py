"""Countries and capitals: every preset, pairing, pair and shuffle; bad input; what hangs on the shipped vectors."""

import numpy as np
import pytest

from told import problem, refused
from unrolled.datasets.analogy_questions import Section
from unrolled.datasets.word_vectors import WordVectors, glove
from unrolled.lessons.analogies.capitals import probe as probes
from unrolled.lessons.analogies.capitals.panel import CapitalsPanel

NAMES = ("Egypt", "Cairo", "Nigeria", "Abuja", "Kenya", "Nairobi", "Ghana", "Accra", "boy", "girl", "king", "queen")
PAIRS = "Egypt Cairo, Nigeria Abuja, Kenya Nairobi, Ghana Accra"
FAMILY = Section("family", (("boy", "girl", "king", "queen"), ("king", "queen", "egypt", "cairo")))


@pytest.fixture
def panel():
    vectors = np.random.default_rng(5).normal(size=(len(NAMES), 8))
    held = WordVectors.of([name.lower() for name in NAMES], vectors, "made up, 8 dimensions")
    return CapitalsPanel(held, PAIRS, [FAMILY])


def test_pairings_are_shown_and_words_stay(panel):
    real = panel.record
    assert not real.is_shuffled
    panel.pairing.value = "shuffled"
    mixed = panel.record
    assert mixed.is_shuffled
    np.testing.assert_array_equal(real.starts, mixed.starts)
    panel.pairing.value = "real"
    np.testing.assert_array_equal(panel.record.cosines, real.cosines)
    assert not problem(panel)


def test_shuffle_again_draws_another_pairing(panel):
    seen = set()
    for _ in range(6):
        panel.again.presses += 1
        assert panel.pairing.value == "shuffled"
        assert panel.record.is_shuffled
        seen.add(tuple(panel.record.partner.tolist()))
    assert len(seen) > 2


def test_every_pair_can_be_pointed_at(panel):
    still = panel.live.svg
    assert panel.live.last == 3
    for pairing in ("real", "shuffled"):
        panel.pairing.value = pairing
        for k, (a, _) in enumerate(probes.read_pairs(PAIRS)):
            panel.live.cursor = k
            assert panel.record.cursor == k
            assert f" {a} to " in panel.describe()
            assert panel.describe() in panel.drawing()
    panel.pairing.value = "real"
    assert panel.live.svg == still  # a move sends the layer alone


def test_own_pairs_start_at_the_first(panel):
    panel.live.cursor = 3
    panel.pairs.value = "boy girl\nking→queen\nEgypt–Cairo"
    assert panel.record.pairs == (("boy", "girl"), ("king", "queen"), ("egypt", "cairo"))
    assert panel.record.cursor == panel.live.cursor == 0
    assert panel.live.last == 2
    assert panel.presets.choices[-1] == ["Family", "boy girl, king queen, egypt cairo"]


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ("", "3 to 24 pairs"), ("boy girl", "not 1"), ("boy girl, king", "“king” is not a pair"),
        ("boy girl, king queen, boy girl", "comes twice"), ("boy boy, king queen, egypt cairo", "one word twice"),
        ("boy girl, king queen, egypt cair", "did you mean “cairo”"), ("<b> girl, a b, c d", "“<b>” is not among"),
        (", ".join(f"a{k} b{k}" for k in range(30)), "not 30"),
    ],
)  # fmt: skip
def test_bad_pairs_are_told_and_the_last_picture_stays(panel, pairs, words):
    with refused(panel, words):
        panel.pairs.value = pairs
    assert panel.pairs.value == pairs  # nothing typed is lost
    panel.again.presses += 1  # and the rest goes on with the last good pairs
    assert not problem(panel)
    assert panel.record.pairs == probes.read_pairs(PAIRS)


def test_every_preset_is_there_in_the_shipped_vectors():
    panel = CapitalsPanel(glove())
    assert panel.record.pairs == probes.read_pairs(probes.FIGURE_2)
    for name, pairs in panel.presets.choices:
        panel.pairs.value = pairs
        assert not problem(panel), name
        assert panel.record.whole.chance < 0.05
        assert "GloVe, 100 dimensions" in panel.status.text
    assert len(panel.presets.choices) == 6


def test_currencies_are_less_alike_than_capitals():
    """As the notebook says."""
    panel = CapitalsPanel(glove())
    capitals = panel.record
    panel.pairs.value = dict(panel.presets.choices)["Currencies"]
    assert panel.record.whole.real < capitals.whole.real - 0.1
    assert panel.record.found[1].among_all < len(panel.record.pairs) / 2
