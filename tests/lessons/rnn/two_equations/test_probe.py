"""Every number of the two equations: by hand, against autograd, against finite differences."""

import numpy as np
import pytest
import torch

from unrolled.lessons.rnn.one_word import recipe as one_word
from unrolled.lessons.rnn.two_equations import probe as probes

WORDS = ["hello", "ab", "aa", "lighthouseXY", "abcdefghijkl", "🙂<b>🙂"]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("units", [3, 4])
def test_the_equations_hold_in_the_numbers_shown(word, units):
    shown = probes.two_equations(word, units, 0)
    T, V, H = shown.sizes
    assert (len(word) - 1, len(set(word)), units) == (T, V, H)
    h = np.zeros(H)
    for t in range(T):
        h = np.tanh(shown.W_hh @ h + shown.W_xh[:, shown.ids[t]] + shown.b)
        np.testing.assert_allclose(shown.h[t], h, atol=1e-12)
        y = shown.W_hy @ h + shown.b_y
        np.testing.assert_allclose(shown.logits[t], y, atol=1e-12)
        np.testing.assert_allclose(shown.p[t], np.exp(y) / np.exp(y).sum(), atol=1e-12)
        assert shown.loss[t] == pytest.approx(-np.log(shown.p[t, shown.ids[t + 1]]), abs=1e-12)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("updates", [0, 40])
def test_what_flows_back_adds_up_to_autograd(word, updates):
    shown = probes.two_equations(word, 3, updates)
    T = shown.sizes[0]
    np.testing.assert_allclose(shown.from_logits + shown.from_next.sum(axis=1), shown.d_h, atol=1e-12)
    np.testing.assert_allclose(shown.d_logits, shown.p - np.eye(len(shown.letters))[shown.ids[1:]], atol=1e-12)
    assert not shown.from_next[-1].any()
    for t in range(T - 1):
        back = shown.W_hh.T @ (shown.slope[t + 1] * shown.d_h[t + 1])
        np.testing.assert_allclose(shown.from_next[t].sum(axis=0), back, atol=1e-12)


def test_the_gradient_is_what_a_poke_shows():
    run = one_word.begin("hello", hidden=3, seed=2)
    network = probes.readable(run.model.model)
    shown = probes.measure(network, "hello")
    ids = one_word.encode("hello")

    def loss(poke, at):
        state, total = None, 0.0
        for t in range(4):
            logits, state = network.step(state, ids[t][None])
            if t == at:
                state = [(state[0][0] + poke,)]
                logits = network.h_to_logits(state[0][0])
            total += torch.nn.functional.cross_entropy(logits, ids[t + 1][None]).item()
        return total

    with torch.inference_mode():
        for t in range(4):
            for unit in range(3):
                poke = torch.zeros(1, 3, dtype=torch.float64)
                poke[0, unit] = 1e-5
                slope = (loss(poke, t) - loss(-poke, t)) / 2e-5
                assert shown.d_h[t, unit] == pytest.approx(slope, abs=1e-7)


def test_by_hand():
    """One unit, two letters: h = tanh(0.5), logits h and −h."""
    run = one_word.begin("ab", hidden=1, seed=0)
    network = run.model.model
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
        network.layers[0].cell.x_to_h.weight[0, 0] = 0.5
        network.h_to_logits.weight[:] = torch.tensor([[1.0], [-1.0]])
    shown = probes.measure(network, "ab")
    h = np.tanh(0.5)
    p = 1 / (1 + np.exp(-2 * h))
    assert shown.h[0, 0] == pytest.approx(h)
    assert shown.p[0] == pytest.approx([p, 1 - p])
    assert shown.d_h[0, 0] == pytest.approx(2 * p)  # p · 1 + (p − 1) · … = p − (1 − p − 1)
    assert shown.d_sum[0, 0] == pytest.approx(2 * p * (1 - h**2))


def test_training_makes_the_word_likely():
    fresh, trained = probes.two_equations("hello", 3, 0), probes.two_equations("hello", 3, probes.UPDATES)
    assert fresh.loss.mean() > 1
    assert np.exp(-trained.loss).min() > 0.9
    assert (trained.updates, fresh.updates) == (probes.UPDATES, 0)


def test_pointers_are_held_inside():
    shown = probes.two_equations("hello", 3, 0)
    far = probes.point_at(shown, 99, 99, backward=True)
    assert (far.step, far.unit, far.backward) == (3, 2, True)
    near = probes.point_at(shown, -1, -5, backward=False)
    assert (near.step, near.unit) == (0, 0)
    assert [near.done(t) for t in range(4)] == [True, False, False, False]
    assert [far.done(t) for t in range(4)] == [False, False, False, True]


@pytest.mark.parametrize("word", ["", "h", "a" * 13])
def test_bad_words_are_refused(word):
    with pytest.raises(one_word.WordError):
        probes.two_equations(word, 3, 0)


def test_without_a_state_only_the_targets_that_need_memory_are_lost():
    without = probes.two_equations("hello", 3, 150, recurrent=False)
    assert not without.W_hh.any()
    right = without.p[range(4), without.ids[1:]]
    assert right[:2].min() > 0.98  # h, then e: one successor each
    assert right[2:] == pytest.approx(0.5, abs=0.01)  # l, then o or l
