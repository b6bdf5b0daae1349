"""Checkers accept the solution and reject the stub and planted wrong answers, with a sentence that helps."""

import numpy as np
import pytest

from solved import solutions_of
from unrolled.lessons.lstm.gates import exercise as exercises

solutions = solutions_of("gates")
sigmoid = solutions.sigmoid


def stub(*_):
    """What the notebook shows before the learner starts."""


def raises(*_):
    raise KeyError("oops <b>")


def lstm_out_before_tanh(x, h, c, W_x, W_h, b):
    i, f, g, o = np.split(W_x @ x + W_h @ h + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return np.tanh(sigmoid(o) * c), c


def lstm_other_order(x, h, c, W_x, W_h, b):
    i, o, f, g = np.split(W_x @ x + W_h @ h + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def lstm_without_squashed_candidate(x, h, c, W_x, W_h, b):
    i, f, g, o = np.split(W_x @ x + W_h @ h + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * g
    return sigmoid(o) * np.tanh(c), c


def lstm_deaf_to_itself(x, h, c, W_x, W_h, b):
    return solutions.lstm_step(x, 0 * h, c, W_x, W_h, b)


def lstm_only_h(x, h, c, W_x, W_h, b):
    return solutions.lstm_step(x, h, c, W_x, W_h, b)[0]


def carry_forgets_nothing(c, f, w, n):
    return c + n * w


def carry_one_step_more(c, f, w, n):
    return solutions.carry_after(c, f, w, n + 1)


def carry_adds_before(c, f, w, n):
    for _ in range(n):
        c = f * (c + w)
    return c


def carry_by_division(c, f, w, n):
    return f**n * c + w * (1 - f**n) / (1 - f)  # 0 / 0 where nothing is forgotten


def gru_as_olah(from_x, from_h, h):
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    return z * np.tanh(from_x[2] + r * from_h[2]) + (1 - z) * h


def gru_without_reset(from_x, from_h, h):
    z = sigmoid(from_x[1] + from_h[1])
    return (1 - z) * np.tanh(from_x[2] + from_h[2]) + z * h


def gru_resets_everything(from_x, from_h, h):
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    return (1 - z) * np.tanh(r * (from_x[2] + from_h[2])) + z * h


def count_gru_with_one_bias(cell, D, H):
    return {"lstm": 4, "gru": 3}[cell] * H * (D + H + 1)


def count_without_bias(cell, D, H):
    return {"lstm": 4, "gru": 3}[cell] * H * (D + H)


def count_as_torch_lstm(cell, D, H):
    return {"lstm": 4, "gru": 3}[cell] * H * (D + H + 2)


def imported_wrong(sums, c):
    i, f, o, g = np.split(sums, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def imported_onnx(sums, c):
    i, o, f, g = np.split(sums, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


WRONG = {
    "lstm_step": [
        lstm_out_before_tanh, lstm_other_order, lstm_without_squashed_candidate, lstm_deaf_to_itself, lstm_only_h,
    ],
    "carry_after": [carry_forgets_nothing, carry_one_step_more, carry_adds_before, carry_by_division],
    "gru_step": [gru_as_olah, gru_without_reset, gru_resets_everything],
    "count": [count_gru_with_one_bias, count_without_bias, count_as_torch_lstm],
    "imported": [imported_wrong, imported_onnx],
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_the_solution_passes_again_and_again(name):
    for _ in range(5):
        result = getattr(exercises, f"check_{name}")(getattr(solutions, name))
        assert result.ok, str(result)


@pytest.mark.parametrize(("name", "answer"), [(name, answer) for name, of in WRONG.items() for answer in of])
def test_planted_wrong_answers_are_found(name, answer):
    result = getattr(exercises, f"check_{name}")(answer)
    assert not result.ok
    assert answer.__name__ in result.finding
    assert result.why
    assert len(result.hints) == 3


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("answer", [stub, raises])
def test_stubs_and_exceptions_are_told(name, answer):
    result = getattr(exercises, f"check_{name}")(answer)
    assert not result.ok
    assert "<b>" not in result._repr_html_()
