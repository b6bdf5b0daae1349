"""Checkers of the two equations accept the solution and reject the stub and planted wrong answers."""

import functools
from itertools import pairwise

import numpy as np
import pytest
import torch

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.rnn.two_equations import exercise as exercises

solutions = solutions_of("rnn")


def unroll_alike(word, letters):
    ids = [letters.index(letter) for letter in word]
    return ids[:-1], ids[:-1]


def unroll_by_first_seen(word, letters):
    return solutions.unroll(word, "".join(dict.fromkeys(word)))


def unroll_with_last_input(word, letters):
    ids = [letters.index(letter) for letter in word]
    return ids, ids[1:]


def read_without_memory(ids, W_xh, W_hh, b):
    return np.array([np.tanh(W_xh[:, k] + b) for k in ids])


def read_last_only(ids, W_xh, W_hh, b):
    return solutions.read_word(ids, W_xh, W_hh, b)[-1:]


def read_without_bias(ids, W_xh, W_hh, b):
    return solutions.read_word(ids, W_xh, W_hh, 0 * b)


def read_transposed(ids, W_xh, W_hh, b):
    return solutions.read_word(ids, W_xh, W_hh.T, b)


def back_without_slope(d_h, h, W_hh):
    return W_hh.T @ d_h


def back_not_transposed(d_h, h, W_hh):
    return W_hh @ ((1 - h**2) * d_h)


def back_slope_last(d_h, h, W_hh):
    return (1 - h**2) * (W_hh.T @ d_h)


def count_without_biases(V, H):
    return H * V + H * H + V * H


def count_one_bias(V, H):
    return H * V + H * H + V * H + V


def windows_forget(step, x, window):
    state = torch.zeros(())
    for start in range(0, len(x), window):
        state = torch.zeros(())
        for value in x[start : start + window]:
            state = step(state, value)
    return state


def windows_leak(step, x, window):
    return solutions.read_in_windows(step, x, len(x))


def windows_cut_always(step, x, window):
    return solutions.read_in_windows(step, x, 1)


CHECKERS = {
    exercises.check_unroll: (solutions.unroll, [unroll_alike, unroll_by_first_seen, unroll_with_last_input]),
    exercises.check_read_word: (
        solutions.read_word,
        [read_without_memory, read_last_only, read_without_bias, read_transposed],
    ),
    exercises.check_back_one_step: (
        solutions.back_one_step,
        [back_without_slope, back_not_transposed, back_slope_last],
    ),
    exercises.check_count_parameters: (solutions.count_parameters, [count_without_biases, count_one_bias]),
    exercises.check_read_in_windows: (solutions.read_in_windows, [windows_forget, windows_leak, windows_cut_always]),
}


@pytest.mark.parametrize(("checker", "solution"), [(c, s) for c, (s, _) in CHECKERS.items()])
def test_solutions_pass(checker, solution):
    accepts(checker, solution)


@pytest.mark.parametrize(
    ("checker", "wrong"), [(c, w) for c, (_, wrong) in CHECKERS.items() for w in (*wrong, stub, raises)]
)
def test_stub_and_wrong_answers_are_rejected_with_a_reason(checker, wrong):
    for _ in range(5):
        result = refuses(checker, wrong)
        assert result.passed < result.total
        assert result.why
        assert len(result.hints) >= 3


def test_each_slip_gets_its_own_reason():
    assert "must go on" in exercises.check_read_in_windows(windows_forget).why
    assert "must end" in exercises.check_read_in_windows(windows_leak).why
    assert "transposed" in exercises.check_back_one_step(back_not_transposed).why


def test_the_gradient_of_the_exercise_is_the_one_of_autograd():
    h0 = torch.randn(4, dtype=torch.float64, requires_grad=True)
    W, x, d_h = torch.randn(4, 4, dtype=torch.float64), torch.randn(4, dtype=torch.float64), np.arange(4.0)
    h = torch.tanh(W @ h0 + x)
    h.backward(torch.tensor(d_h))
    np.testing.assert_allclose(solutions.back_one_step(d_h, h.detach().numpy(), W.numpy()), h0.grad.numpy())


def unroll_in_pairs(word, letters):
    """A row of steps, turned into two rows."""
    return np.array([(letters.find(a), letters.find(b)) for a, b in pairwise(word)]).T


def read_by_one_hot(ids, W_xh, W_hh, b):
    h = torch.zeros(len(b), dtype=torch.float64, requires_grad=True)
    W_xh, W_hh, b = (torch.tensor(x) for x in (W_xh, W_hh, b))
    states = []
    for code in torch.nn.functional.one_hot(torch.tensor(ids), W_xh.shape[1]).double():
        h = torch.tanh(W_xh @ code + W_hh @ h + b)
        states.append(h)
    return torch.stack(states)


def back_by_sums(d_h, h, W_hh):
    H = range(len(h))
    return [sum(W_hh[k, j] * (1 - h[k] ** 2) * d_h[k] for k in H) for j in H]


def count_by_torch(V, H):
    layers = torch.nn.Linear(V, H), torch.nn.Linear(H, H, bias=False), torch.nn.Linear(H, V)
    return sum(weights.numel() for layer in layers for weights in layer.parameters())


def windows_without_a_graph(step, x, window):
    """All windows but the last are read without a graph."""
    last = (len(x) - 1) // window * window
    with torch.no_grad():
        state = functools.reduce(step, x[:last], torch.zeros((), dtype=torch.float64))
    return functools.reduce(step, x[last:], state)


UNUSUAL = {
    "unroll": unroll_in_pairs,
    "read_word": read_by_one_hot,
    "back_one_step": back_by_sums,
    "count_parameters": count_by_torch,
    "read_in_windows": windows_without_a_graph,
}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)


def count_as_torch_rnn(V, H):
    """torch's own cell has a second bias."""
    return sum(weights.numel() for weights in torch.nn.RNN(V, H).parameters()) + V * (H + 1)


def one_too_many(V, H):
    return solutions.count_parameters(V, H) + (V * H > 10_000)


def windows_as_a_number(step, x, window):
    return solutions.read_in_windows(step, x, window).item()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("count_parameters", count_as_torch_rnn),
        ("count_parameters", one_too_many),
        ("read_in_windows", windows_as_a_number),
    ],
)
def test_near_misses_are_refused(name, wrong):
    assert wrong.__name__ in refuses(getattr(exercises, f"check_{name}"), wrong).finding
