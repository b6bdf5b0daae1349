"""Checkers accept the solution and reject the stub and planted wrong answers, with a sentence that helps."""

import numpy as np
import pytest
import torch

from answers import accepts, explains, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.lstm.gates import exercise as exercises

solutions = solutions_of("gates")
sigmoid = solutions.sigmoid


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
    accepts(getattr(exercises, f"check_{name}"), getattr(solutions, name))


@pytest.mark.parametrize(("name", "answer"), [(name, answer) for name, of in WRONG.items() for answer in of])
def test_planted_wrong_answers_are_found(name, answer):
    explains(getattr(exercises, f"check_{name}"), answer)


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("answer", [stub, raises])
def test_stubs_and_exceptions_are_told(name, answer):
    refuses(getattr(exercises, f"check_{name}"), answer)


def lstm_by_torch(x, h, c, W_x, W_h, b):
    """torch's own cell; what it returns has a gradient."""
    cell = torch.nn.LSTMCell(len(x), len(h)).double()
    with torch.no_grad():
        for mine, given in zip(cell.parameters(), (W_x, W_h, b, 0 * b), strict=True):
            mine.copy_(torch.tensor(given))
    h, c = cell(torch.tensor(x)[None], (torch.tensor(h)[None], torch.tensor(c)[None]))
    return h[0], c[0]


def carry_by_the_sum(c, f, w, n):
    return f**n * c + w * sum(f**k for k in range(n))


def gru_by_torch(from_x, from_h, h):
    from_x, from_h, h = (torch.tensor(x, requires_grad=True) for x in (from_x, from_h, h))
    r, z = torch.sigmoid(from_x[:2] + from_h[:2])
    return torch.lerp(torch.tanh(from_x[2] + r * from_h[2]), h, z)


def count_by_listing(cell, D, H):
    shapes = [(H, D), (H, H), (H,)] * 4 if cell == "lstm" else [(H, D), (H, H), (H,), (H,)] * 3
    return float(sum(map(np.prod, shapes)))


def imported_as_an_array(sums, c):
    i, f, g, o = sums.reshape(4, -1)
    c = c / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
    return np.array([np.tanh(c) / (1 + np.exp(-o)), c])


UNUSUAL = {
    "lstm_step": lstm_by_torch,
    "carry_after": carry_by_the_sum,
    "gru_step": gru_by_torch,
    "count": count_by_listing,
    "imported": imported_as_an_array,
}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)


def imported_c_first(sums, c):
    return solutions.imported(sums, c)[::-1]


def imported_without_squashing(sums, c):
    i, f, g, o = np.split(sums, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c, c


def one_too_many(cell, D, H):
    """Off by one, which in a count of 300,000 is little."""
    return solutions.count(cell, D, H) + (H > 100)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("imported", imported_c_first), ("imported", imported_without_squashing), ("count", one_too_many)],
)
def test_near_misses_are_refused(name, wrong):
    refuses(getattr(exercises, f"check_{name}"), wrong)
