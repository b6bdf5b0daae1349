"""Ratios of co-occurrence: by hand on a small corpus, and the intervals against published values."""

import numpy as np
import pytest

from unrolled.datasets.words import MemoryCorpus, UnknownWordError
from unrolled.lessons.word2vec.glove_ratios import probe as glove
from unrolled.lessons.word2vec.glove_ratios.dataset import Contexts
from unrolled.lessons.word2vec.glove_ratios.probe import RatioError, ratio_interval, ratios, read_question, wilson

LINES = ["ice is solid", "solid ice", "steam is gas gas", "steam water", "ice water", "alone", "fashion"]
CONTEXTS = Contexts.of(MemoryCorpus.of(LINES))


def test_a_question_is_read():
    assert read_question("Ice, steam: solid gas;solid") == (("ice", "steam"), ("solid", "gas"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a colon"),
        ("ice steam", "a colon"),
        ("ice: solid", "Write two words"),
        ("a b c: d", "Write two words"),
        ("ice ICE: gas", "two different words"),
        ("ice steam:", "there are 0"),
        ("ice steam: a b c d e f g", "there are 7"),
    ],
)
def test_questions_that_cannot_be_read(text, words):
    with pytest.raises(RatioError, match=words):
        read_question(text)


def test_counts_and_ratios_by_hand():
    found = ratios(CONTEXTS, ("ice", "steam"), ("solid", "gas", "water", "is"))
    assert found.around == (4, 4)  # is, solid, solid, water; is, gas, gas, water
    assert found.often == (3, 2)
    solid, gas, water, common = found.rows
    assert (solid.first, solid.second, solid.ratio) == (2, 0, np.inf)
    assert (gas.first, gas.second, gas.ratio) == (0, 2, 0)
    assert (water.p_first, water.p_second, water.ratio) == (0.25, 0.25, 1)
    assert common.ratio == 1
    assert [row.side for row in found.rows] == [0, 0, 0, 0]  # far too few to tell
    assert found.corpus == 15


def test_the_window_is_kept():
    assert ratios(CONTEXTS, ("ice", "steam"), ("solid",), window=1).rows[0].first == 1


def test_the_papers_numbers_stand_beside_the_same_three_words_only():
    rows = ratios(CONTEXTS, ("ice", "steam"), ("solid", "is")).rows
    assert rows[0].published.ratio == 8.9
    assert rows[1].published is None
    assert ratios(CONTEXTS, ("steam", "ice"), ("solid",)).rows[0].published is None


def test_the_papers_ratios_are_those_of_its_shares():
    for published in glove.TABLE_1.values():
        assert published.ratio == pytest.approx(published.first / published.second, rel=0.05)


def test_words_that_are_missing_or_alone_are_told():
    with pytest.raises(UnknownWordError, match="solid"):
        ratios(CONTEXTS, ("ice", "steam"), ("solit",))
    with pytest.raises(RatioError, match="“alone” always stands alone"):
        ratios(CONTEXTS, ("ice", "alone"), ("solid",))


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"), [(5, 10, 0.2366, 0.7634), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (0, 0, 0, 1)]
)
def test_wilsons_interval(hits, trials, low, high):
    found = wilson(np.array([hits]), np.array([trials]))
    assert [float(end[0]) for end in found] == pytest.approx([low, high], abs=1e-4)


def test_the_interval_of_a_ratio_is_fair_to_unequal_words():
    """Where b has ten times as many words around it, equal counts are a ratio of ten."""
    ratio, low, high = ratio_interval(np.array([40]), np.array([40]), (1_000, 10_000))
    assert ratio[0] == pytest.approx(10)
    assert low[0] * high[0] == pytest.approx(100)
    assert 1 < low[0] < 10 < high[0]


def test_the_interval_holds_the_truth_nineteen_times_of_twenty():
    rng = np.random.default_rng(0)
    around, truth = (5_000, 8_000), 3.0
    first, second = rng.poisson(5_000 * 0.006, 4_000), rng.poisson(8_000 * 0.002, 4_000)
    _, low, high = ratio_interval(first, second, around)
    assert np.mean((low <= truth) & (truth <= high)) == pytest.approx(0.95, abs=0.015)


def test_telling_words_are_those_the_counts_vouch_for():
    lines = ["ice snow cold"] * 30 + ["steam boiler cold"] * 30 + ["ice rink", "steam ship"] + ["ice ice"] * 20
    found = ratios(Contexts.of(MemoryCorpus.of(lines)), ("ice", "steam"), ("cold",))
    assert found.telling == (("snow",), ("boiler",))
    assert ratios(CONTEXTS, ("ice", "steam"), ("is",)).telling == ((), ())


def test_sides():
    lines = ["ice snow"] * 30 + ["steam boiler"] * 30
    rows = ratios(Contexts.of(MemoryCorpus.of(lines)), ("ice", "steam"), ("snow", "boiler")).rows
    assert [row.side for row in rows] == [1, -1]
