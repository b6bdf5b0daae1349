"""Sizes: the formulas are those of the real modules; what cannot be is refused in words."""

import pytest
import torch

from unrolled.measuring import shape as probes
from unrolled.models import CharRNN
from unrolled.models.size import parameters
from unrolled.runtime import Limits

TWO_CORES = Limits(2, 4 * 1024**3, "machine")


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize(("V", "H", "layers"), [(76, 16, 1), (30, 24, 3)])
def test_parameters_by_formula_are_those_of_the_model(cell, V, H, layers):
    model = CharRNN(V, H, layers, cell)
    each = [sum(w.numel() for w in layer.parameters()) for layer in [*model.layers, model.h_to_logits]]
    assert list(parameters(V, H, layers, cell)) == each


def test_memory_grows_with_batch_and_size():
    small = probes.training_bytes(76, 64, 1)
    assert small < probes.training_bytes(76, 128, 1) < probes.training_bytes(76, 128, 2)
    assert small > probes.training_bytes(76, 64, 1, batch=1)
    weights = 4 * sum(parameters(76, 512, 3))
    assert probes.training_bytes(76, 512, 3) > 4 * weights


def test_one_of_n_costs_no_multiplication():
    assert probes.operations(76, 100, 1) == 6 * (4 * 100 * 101 + 76 * 101)


def test_a_forecast_is_about_what_is_measured():
    forecast, measured = probes.forecast(76, 128, 1), probes.speed(128, 1, 76, seconds=0.3)
    assert 0.2 < forecast / measured < 5  # the machine may be busy: only nonsense fails


def test_a_large_network_is_measured_on_few_characters(monkeypatch):
    read = []
    train = probes.train

    def counted(*arguments, window, **keywords):
        for event in train(*arguments, window=window, **keywords):
            read.append(window)
            yield event

    monkeypatch.setattr(probes, "train", counted)
    assert probes.speed(16, 1, 20, seconds=0) > 0
    assert read == [probes.SHORT]  # no more than one step, since that took longer than the time given
    monkeypatch.setattr(probes, "LONG_STEP", 0)
    assert probes.speed(16, 1, 20, seconds=0.3) > 0
    assert set(read) == {probes.SHORT}


def test_measuring_leaves_the_random_numbers_alone():
    torch.manual_seed(5)
    before = torch.get_rng_state()
    probes.speed(16, 1, 20, seconds=0.05)
    assert torch.equal(before, torch.get_rng_state())


def test_the_record_says_whether_it_was_measured():
    assert not probes.shape("h", 3, 76, 64, 1).measured
    assert probes.shape("h", 3, 76, 64, 1, 1234.0).speed == 1234


@pytest.mark.parametrize(("hidden", "words"), [(0, "cannot"), (-3, "cannot"), (2.5, "whole"), (10_000, "up to")])
def test_networks_that_cannot_be(hidden, words):
    with pytest.raises(probes.ShapeError, match=words) as error:
        probes.afford(76, hidden, 1, TWO_CORES)
    assert "\n" not in str(error.value)


def test_what_fits_is_not_refused():
    probes.afford(76, 256, 2, TWO_CORES)
    with pytest.raises(probes.ShapeError, match="GiB"):
        probes.afford(76, 512, 3, Limits(2, 100 * 1024**2, "cgroup"))


def test_the_first_training_of_a_session_is_not_counted(monkeypatch):
    speeds = iter((40.0, 40_000.0, 4_000.0))  # what torch loads at first makes that one slow
    monkeypatch.setattr(probes, "speed", lambda *_, **__: next(speeds))
    product, unit = probes.rates.__wrapped__(76)
    assert 1 / (product * probes.operations(76, 256, 1) + unit * 256) == pytest.approx(4_000, rel=1e-3)
