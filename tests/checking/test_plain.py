"""What a learner returned becomes plain data, whatever it is; equal is what is equal."""

from array import array
from fractions import Fraction

import numpy as np
import pytest
import torch

from strange import STRANGE, BrokenFloat, BrokenList
from unrolled.checking.plain import Opaque, numbers, plain, same


def allowed(value):
    """Whether a value is one of the few kinds that ``plain`` promises, all the way down."""
    if type(value) is list:
        return all(map(allowed, value))
    return value is None or type(value) in (bool, int, float, complex, str, np.ndarray, Opaque)


@pytest.mark.parametrize("name", [name for name in STRANGE if name not in ("ellipsis", "not implemented")])
def test_strange_values_become_plain(name):
    assert allowed(plain(STRANGE[name]()))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float32(1.5), 1.5),
        (np.array(1.5), 1.5),
        (torch.tensor(1.5, requires_grad=True), 1.5),
        (torch.tensor(1.5, dtype=torch.bfloat16), 1.5),
        (Fraction(3, 2), 1.5),
        (1.5 + 0j, 1.5),
        (np.array([1 + 0j, 2]), [1, 2]),
        ((1, 2), [1, 2]),
        (range(1, 3), [1, 2]),
        (array("d", [1, 2]), [1, 2]),
        (np.array([1, 2], dtype=object), [1, 2]),
        ([torch.ones(2, requires_grad=True), np.ones(2)], [[1, 1], [1, 1]]),
        (True, 1),
        (np.str_("oak"), "oak"),
        (np.array(["oak", "elm"]), ["oak", "elm"]),
        ((("a", "b"), np.float64(-1.5)), [["a", "b"], -1.5]),
        ([[], []], np.zeros((2, 0))),
        ([np.ones(2), np.ones(3)], [[1, 1], [1, 1, 1]]),
        (1000.001, 1000.0011),
        (123_456, 123_456.0000005),
    ],
)
def test_equal_values(value, expected):
    assert same(plain(value), plain(expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1", 1),
        (["1", "2"], [1, 2]),
        (b"1", 1),
        ("new york", ["new", "york"]),
        (["new york"], ["new", "york"]),
        (["b", "a"], ["a", "b"]),
        (["a"], ["a", "b"]),
        ([1], 1),
        ([[1], [2]], [1, 2]),
        (1 + 1e-3j, 1),
        (np.datetime64(1, "D"), 1),
        (340_001, 340_000),  # of whole numbers every one counts, however large
        (1000.1, 1000.001),
        (float("nan"), 1.5),
        (None, 1),
        ([np.ones(3), np.ones(2)], [[1, 1], [1, 1, 1]]),
        ({1: 2}, [1]),
    ],
)
def test_unequal_values(value, expected):
    assert not same(plain(value), plain(expected))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("broken", "an object of the type Broken"),
        ("false list", "an object of the type FalseList"),
        ("nameless", "an object of the type Class"),
        ("10**400", "a whole number of about 400 digits"),
        ("5,000 deep", "a list more than 20 lists deep"),
        ("held by itself", "a list more than 20 lists deep"),
        ("long list", "a list of more than 100,000 values"),
        ("range", "a list of more than 100,000 values"),
        ("dates", "an array of datetime64[D]"),
        ("bytes", "an object of the type bytes"),
    ],
)
def test_what_cannot_be_an_answer_is_told_in_words(name, told):
    found = plain(STRANGE[name]())
    assert isinstance(found, Opaque)
    assert found.told == told


def test_subclasses_are_read_without_their_own_methods():
    assert plain(BrokenList([1, 2])) == [1, 2]
    assert type(plain(BrokenFloat(1.5))) is float


def test_numbers_are_no_texts():
    assert numbers("1") is None
    assert numbers([1, "2"]) is None
    np.testing.assert_array_equal(numbers([[1, 2], [3, True]]), [[1, 2], [3, 1]])
