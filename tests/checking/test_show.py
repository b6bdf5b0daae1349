"""A reply stays short, whatever it is about."""

import functools

import numpy as np
import pytest

from strange import STRANGE, Broken
from unrolled.checking.plain import plain
from unrolled.checking.show import name_of, show, show_error


class BrokenError(Exception):
    def __str__(self):
        raise SystemExit


class Call:
    def __call__(self):
        """Called like a function, and without its name."""

    @property
    def __name__(self):
        raise SystemExit


@pytest.mark.parametrize("make", STRANGE.values(), ids=STRANGE)
def test_strange_values_are_shown_in_a_line(make):
    assert len(show(plain(make()))) < 300


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2.5, "2.5"),
        (4, "4"),
        (True, "True"),
        ("a", "'a'"),
        ("a" * 200, "'" + "a" * 80 + "…' (200 characters)"),
        ([1, 2.5], "[1, 2.5]"),
        (np.arange(20), "[0, 1, 2, 3, 4, 5, 6, 7, …]"),
        ([[1, 2], [3, 4]], "[[1, 2], [3, 4]]"),
        (["a", 1.25], "['a', 1.25]"),
        ([["a", "b"], -1.5], "[['a', 'b'], -1.5]"),
        (len, "len"),
        ({"a": 1}, "{'a': 1}"),
    ],
)
def test_values_are_shown(value, words):
    assert show(value) == words


def test_functions_have_a_name():
    assert name_of(len) == "len"
    for function in (functools.partial(len, []), Call(), Broken()):
        assert name_of(function) == "your function"


def test_errors_are_shown():
    assert show_error(KeyError("a")) == "KeyError: 'a'"
    assert show_error(ValueError()) == "ValueError"
    assert show_error(ValueError("Two\nlines.")) == "ValueError: Two lines"
    assert show_error(BrokenError()) == "BrokenError"


def test_a_long_message_is_cut():
    assert len(show_error(ValueError("z" * 10**6))) < 250
