"""Carry that travels: a kept journey is the model's own forward; half-lives and biases undo each other."""

import numpy as np
import pytest
import torch

from unrolled.datasets import recall
from unrolled.lessons.lstm.carry import probe as probes
from unrolled.models import CharRNN

V = len(recall.ALPHABET)


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(2)
    return CharRNN(V, hidden=7, layers=1, cell="lstm").double().eval()


@pytest.fixture(scope="module")
def journey(model):
    return probes.Journey(model, "one", 200, seed=3)


@pytest.mark.parametrize("steps", [1, 2, 3, 50, 399, 400])
def test_a_journey_is_the_models_own_forward(model, journey, steps):
    view = journey.at("D", steps)
    ids = torch.tensor([[recall.ALPHABET.index(token) for token in view.tokens]])
    assert ids.shape == (1, steps + 1)
    assert view.tokens[0] + view.tokens[-1] == "D?"
    with torch.inference_mode():
        logits, _, (trace,) = model.trace(ids)
    own = np.argsort(-view.half_life, kind="stable")
    assert (own == np.arange(7)).all()  # the longest first
    np.testing.assert_allclose(np.sort(view.carry, axis=1), np.sort(trace.c[0].numpy(), axis=1), atol=1e-12)
    np.testing.assert_allclose(np.sort(view.forget, axis=1), np.sort(trace.f[0].numpy(), axis=1), atol=1e-12)
    p = torch.softmax(logits[0, -1], dim=0).numpy()
    np.testing.assert_allclose(view.answers, [p[recall.ALPHABET.index(s)] for s in recall.SYMBOLS], atol=1e-12)


def test_units_keep_their_place_at_every_wait_and_symbol(journey):
    long, short = journey.at("A", 300), journey.at("A", 20)
    np.testing.assert_allclose(long.carry[:20], short.carry[:20])
    assert (journey.at("B", 20).half_life == short.half_life).all()


def test_half_lives_are_those_of_the_gates_over_all_symbols_and_the_noise(journey):
    gates = np.array([journey.at(symbol, 400).forget[1:400] for symbol in recall.SYMBOLS])  # (K, 399, H)
    left = 2.0 ** -(1 / journey.at("A", 9).half_life)  # of a carry, after a step
    np.testing.assert_allclose(np.log(left), np.log(gates).mean(axis=(0, 1)))


def test_what_is_left_of_the_value_by_hand(journey):
    ways = {symbol: journey.at(symbol, 30).carry for symbol in recall.SYMBOLS}
    apart = [np.linalg.norm(ways[s] - ways["C"], axis=1) for s in recall.SYMBOLS if s != "C"]
    length = np.mean([np.linalg.norm(way, axis=1) for way in ways.values()], axis=0)
    np.testing.assert_allclose(journey.at("C", 30).difference, np.mean(apart, axis=0) / length)


def test_right_counts_the_symbols(journey):
    right = [journey.at(s, 9).answers.argmax() == k for k, s in enumerate(recall.SYMBOLS)]
    assert journey.at("A", 9).right == np.mean(right)


@pytest.mark.parametrize(("forget", "steps"), [(0.5, 1), (2**-0.5, 2), (0.25, 0.5), (1.0, np.inf), (0.0, 0.0)])
def test_half_lives_by_hand(forget, steps):
    assert probes.half_life(np.array(forget)) == pytest.approx(steps)


def test_the_bias_gives_the_half_life_it_was_asked_for():
    for wanted in (0.3, 1, 2, 33.3, 1000):
        f = 1 / (1 + np.exp(-probes.bias_for(wanted)))
        assert probes.half_life(np.array(f)) == pytest.approx(wanted)
    assert probes.bias_for(1) == 0


@pytest.mark.parametrize("steps", [0, -3, 401])
def test_other_waits_are_told(journey, steps):
    with pytest.raises(probes.WaitError, match="1 to 400 steps"):
        journey.at("A", steps)


def test_cursors_stay_inside(journey):
    view = journey.at("A", 5)
    assert view.cursor == 5
    assert probes.point_at(view, 99, 99).cursor == 5
    assert probes.point_at(view, 99, 99).row == 6
    assert (probes.point_at(view, -1, -1).cursor, probes.point_at(view, -1, -1).row) == (0, 0)


def test_runs_become_a_table_with_gaps_where_unsolved():
    runs = {f"{start} {wait} {seed}": {"solved": None if start == "one" else wait + seed}
            for start in ("one", "chrono") for wait in (200, 25) for seed in (0, 1)}  # fmt: skip
    found = probes.solving(runs, 1200)
    assert found.waits.tolist() == [25, 200]
    assert found.updates["chrono"].tolist() == [[25, 200], [26, 201]]
    assert np.isnan(found.updates["one"]).all()
