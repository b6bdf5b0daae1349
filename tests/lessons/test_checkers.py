"""All checkers together: whatever a learner's function does, none of them raises or accepts what is no answer."""

import importlib
import inspect
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import unrolled.lessons
from answers import refuses
from strange import STRANGE
from unrolled.lessons.captioning.bugs.exercise import check_normalised_captions

HERE = Path(unrolled.lessons.__file__).parent
SLOW = ("normalised_captions", "teacher_forcing")  # a network is read or trained: tried on fewer values


def checkers():
    """All functions ``check_…`` of all exercises, by what they check."""
    found = {}
    for path in sorted(HERE.glob("*/*/exercise.py")):
        name = ".".join(path.relative_to(HERE.parent.parent).with_suffix("").parts)
        module = importlib.import_module(name)
        for called, function in inspect.getmembers(module, inspect.isfunction):
            if called.startswith("check_") and function.__module__ == name:
                found[called.removeprefix("check_")] = function
    return found


class Blind(torch.nn.Module):
    """A captioner that says the same of every picture."""

    def start(self, pictures):
        return torch.zeros(len(pictures))

    def step(self, state, ids):
        return torch.nn.functional.one_hot(1 + 0 * ids, 3).float(), state


class Words:
    """Its vocabulary."""

    def text(self, ids):
        return "a word"


def blind(function):
    return check_normalised_captions(function, Blind(), Words())


CHECKERS = checkers() | {"normalised_captions": blind}
QUICK = {name: checker for name, checker in CHECKERS.items() if name not in SLOW}


def leaves(*_):
    raise SystemExit


def shouts(*_):
    raise ValueError("<b>" * 10**5)


def gives_back(*given):
    return given


@pytest.mark.parametrize("wrong", [leaves, shouts])
@pytest.mark.parametrize("name", CHECKERS)
def test_every_ending_of_a_function_is_told(name, wrong):
    assert wrong.__name__ in refuses(CHECKERS[name], wrong).finding


@pytest.mark.parametrize("name", CHECKERS)
def test_a_checker_says_that_it_wants_a_function(name):
    assert "no function" in refuses(CHECKERS[name], [1, 2]).finding
    refuses(CHECKERS[name], gives_back)


FEW = ("broken", "false list", "10**400", "5,000 deep", "objects", "tensor", "texts in an array")


@pytest.mark.parametrize("name", CHECKERS)
def test_strange_values_are_refused(name):
    for kind in FEW:  # all others are tried on the runner that every checker has
        refuses(CHECKERS[name], lambda *_, kind=kind: STRANGE[kind]())


NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20), st.floats(), st.booleans(), st.complex_numbers(), st.fractions(), st.decimals()
)
ARRAYS = arrays.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.bool_, np.complex128, np.dtype("U3"), object]),
    arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    elements=None,
    fill=st.nothing(),
)
TENSORS = st.lists(st.floats(width=32), max_size=4).map(lambda row: torch.tensor(row, requires_grad=True))
VALUES = st.recursive(
    st.one_of(st.none(), NUMBERS, st.text(max_size=9), st.binary(max_size=3), ARRAYS, TENSORS, st.sampled_from(
        ["a leak", "no leak", "<b>", "oak"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.tuples(inner, inner), st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(name=st.sampled_from(sorted(QUICK)), value=VALUES)
def test_no_constant_is_accepted(name, value):
    """One value for all cases is no answer, whatever it is."""
    refuses(QUICK[name], lambda *_: value)


@settings(max_examples=75, deadline=None, derandomize=True, database=None)
@given(name=st.sampled_from(sorted(QUICK)), values=st.lists(VALUES, min_size=2, max_size=4))
def test_values_that_change_from_call_to_call_are_refused(name, values):
    calls = []

    def changes(*_):
        calls.append(1)
        return values[len(calls) % len(values)]

    refuses(QUICK[name], changes)
