"""Checkers accept the solution and reject the stub and planted wrong answers, with a sentence that helps."""

import numpy as np
import pytest
import torch

from answers import accepts, explains, raises, stub
from solved import solutions_of
from unrolled.lessons.char_rnn.temperature import exercise as exercises

solutions = solutions_of("char_rnn")


def one_hot_from_one(k, size):
    return [int(place == k - 1) for place in range(size)]


def one_hot_too_short(k, size):
    return [0] * k + [1]


def one_hot_of_two(k, size):
    return np.clip(np.eye(size)[k] + np.eye(size)[0], 0, 1)


def softmax_overflows(logits, tau):
    with np.errstate(all="ignore"):
        powers = np.exp(logits / tau)
        return powers / powers.sum()


def softmax_multiplies(logits, tau):
    powers = np.exp((logits - logits.max()) * tau)
    return powers / powers.sum()


def softmax_after(logits, tau):
    powers = np.exp(logits - logits.max()) / tau
    return powers / powers.sum()


def softmax_unnormalised(logits, tau):
    return np.exp((logits - logits.max()) / tau)


def write_without_state(step, first, length):
    written, k = [], first
    for _ in range(length):
        k, _state = step(None, k)
        written.append(k)
    return written


def write_same_character(step, first, length):
    written, state = [], None
    for _ in range(length):
        k, state = step(state, first)
        written.append(k)
    return written


def write_off_by_one(step, first, length):
    return [first, *solutions.write(step, first, length - 1)]


def pairs_alike(ids, start, steps):
    return ids[start : start + steps], ids[start : start + steps]


def pairs_short(ids, start, steps):
    return ids[start : start + steps], ids[start + 1 : start + steps]


def pairs_two_later(ids, start, steps):
    return ids[start : start + steps], ids[start + 2 : start + steps + 2]


CHECKERS = {
    exercises.check_one_hot: (solutions.one_hot, [one_hot_from_one, one_hot_too_short, one_hot_of_two]),
    exercises.check_softmax_with_temperature: (
        solutions.softmax_with_temperature,
        [softmax_overflows, softmax_multiplies, softmax_after, softmax_unnormalised],
    ),
    exercises.check_writer: (solutions.write, [write_without_state, write_same_character, write_off_by_one]),
    exercises.check_pairs: (solutions.pairs, [pairs_alike, pairs_short, pairs_two_later]),
}


@pytest.mark.parametrize(("checker", "solution"), [(c, s) for c, (s, _) in CHECKERS.items()])
def test_solutions_pass(checker, solution):
    accepts(checker, solution)


@pytest.mark.parametrize(
    ("checker", "wrong"), [(c, w) for c, (_, all_) in CHECKERS.items() for w in [stub, raises, *all_]]
)
def test_wrong_answers_are_rejected_with_a_sentence_that_helps(checker, wrong):
    explains(checker, wrong)


def test_what_an_answer_raises_is_told_and_escaped():
    result = exercises.check_one_hot(raises)
    assert "KeyError" in str(result)
    assert "<b>" not in result._repr_html_()


def test_an_overflow_is_shown_in_numbers():
    result = exercises.check_softmax_with_temperature(softmax_overflows)
    assert "softmax_overflows([12, 3], 0.01) returned [nan, 0]; expected [1, 0]" in str(result)


def one_hot_of_bools(k, size):
    return np.arange(size) == k


def softmax_in_torch(logits, tau):
    return torch.softmax(torch.tensor(logits, requires_grad=True) / tau, dim=0)


def write_again(step, first, length, state=None):
    """Calls itself for the rest."""
    if not length:
        return ()
    k, state = step(state, first)
    return (k, *write_again(step, k, length - 1, state))


def pairs_from_one_window(ids, start, steps):
    window = np.array(ids)[start : start + steps + 1]
    return [window[:-1], window[1:]]


UNUSUAL = {
    "one_hot": one_hot_of_bools,
    "softmax_with_temperature": softmax_in_torch,
    "writer": write_again,
    "pairs": pairs_from_one_window,
}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)
