"""A trained network reads with nodes removed."""

import numpy as np
import pytest
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.rnn.dropout import probe as probes
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import UnrolledError

VOCABULARY = Vocabulary("helo ")


@pytest.fixture
def model():
    return CharRNN(len(VOCABULARY), hidden=40, layers=1, cell="rnn").eval()


def test_one_mask_stays_and_fresh_ones_do_not(model):
    one, each = probes.masks(model, VOCABULARY, "hello hello", 0.4, seed=1).kinds
    assert (one.kept == one.kept[0]).all()
    assert not (each.kept == each.kept[0]).all()
    assert np.ptp(one.heard) == 0
    assert (np.diff(each.heard) <= 0).all()
    assert each.heard[-1] < one.heard[-1]


def test_the_share_heard_falls_as_the_formula_says():
    big = CharRNN(len(VOCABULARY), hidden=2000, layers=1, cell="rnn").eval()
    (each,) = probes.masks(big, VOCABULARY, "hello", 0.3, seed=0, kinds="each").kinds
    assert each.heard == pytest.approx(0.7 ** np.arange(1, 6), abs=0.03)


def test_nothing_is_lost_at_rate_0(model):
    for kind in probes.masks(model, VOCABULARY, "hello", 0.0, seed=1).kinds:
        assert kind.kept.all()
        assert kind.alike == pytest.approx(1)
        assert kind.heard == pytest.approx(1)


def test_a_new_seed_is_a_new_draw_and_leaves_torchs_generator_alone(model):
    before = torch.get_rng_state()
    first, again, other = (
        probes.masks(model, VOCABULARY, "hello", 0.5, seed, kinds="each").kinds[0] for seed in (1, 1, 2)
    )
    assert torch.equal(before, torch.get_rng_state())
    assert np.array_equal(first.kept, again.kept)
    assert np.array_equal(first.states, again.states)
    assert not np.array_equal(first.kept, other.kept)


@pytest.mark.parametrize(("text", "words"), [("", "0 characters"), ("h" * 41, "41 characters"), ("x", "“x”")])
def test_bad_texts(model, text, words):
    with pytest.raises(UnrolledError, match=words):
        probes.masks(model, VOCABULARY, text, 0.3, 0)


def test_the_committed_studies_have_three_seeds_and_more():
    for study in [*probes.on_a_play(), *probes.on_recall()]:
        assert study.values.shape == (3, len(study.at))
