"""A learner's function is called on copies, and every ending of it is told in words."""

import numpy as np
import pytest

from unrolled.checking.learner import AnswerError, Learner, number, parts
from unrolled.checking.limits import Deadline


def learner(function):
    return Learner(function, Deadline(60))


def ends(error):
    def function(*_):
        raise error

    return function


def test_it_gets_copies():
    given = [[3, 1], np.ones(2)]

    def spoils(numbers, array):
        numbers.clear()
        array[:] = 0
        return 1

    assert learner(spoils)(*given) == 1
    assert given[0] == [3, 1]
    assert given[1].tolist() == [1, 1]


def test_in_place_it_gets_the_arguments_themselves():
    ring = [0]
    learner(lambda ring: ring.append(1) or 1).in_place(ring)
    assert ring == [0, 1]


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (ends(KeyError("a")), "stopped with KeyError: 'a'."),
        (ends(SystemExit()), "called exit()"),
        (ends(GeneratorExit()), "stopped with GeneratorExit."),
        (ends(StopIteration()), "stopped with StopIteration."),
        (lambda: ends(RecursionError("too deep"))(), "stopped with RecursionError: too deep."),
        (lambda: None, "returned nothing"),
        (lambda: ..., "returned nothing"),
        (lambda extra: 1, "missing 1 required positional argument"),
    ],
)
def test_every_ending_is_told(function, words):
    with pytest.raises(AnswerError) as told:
        learner(function)()
    assert words in str(told.value)


def test_the_learners_own_stop_passes():
    with pytest.raises(KeyboardInterrupt):
        learner(ends(KeyboardInterrupt()))()


def test_numbers_and_parts():
    assert number(np.float32(0.5)) == 0.5
    assert parts((1, "a")) == [1, "a"]
    assert parts(np.eye(2), 2)[1].tolist() == [0, 1]
    for value in ("1", [1], None, {}, 10**400):
        with pytest.raises(AnswerError, match="expected a number"):
            number(value)
    for value in ("ab", 3, 1.5, np.array(1), {1: 2}, None):
        with pytest.raises(AnswerError, match="expected 2 parts"):
            parts(value, 2)
    with pytest.raises(AnswerError, match="returned 3 parts; expected 2"):
        parts([1, 2, 3], 2)
