"""What learners' functions may return: each of these has broken a checker, or could."""

import itertools
from decimal import Decimal

import numpy as np
import torch


class Broken:
    """Whatever is asked of it, it exits."""

    def __repr__(self, *_):
        raise SystemExit

    __str__ = __len__ = __iter__ = __float__ = __array__ = __eq__ = __bool__ = __hash__ = __getitem__ = __repr__


class FalseList(Broken):
    """Says that it is a list."""

    @property
    def __class__(self):
        return list


class BrokenList(list):
    """A list that exits when it is read."""

    def __iter__(self):
        raise SystemExit

    __len__ = __getitem__ = __eq__ = __repr__ = __iter__


class BrokenFloat(float):
    """A number that exits when it is read."""

    def __float__(self):
        raise SystemExit

    __repr__ = __eq__ = __abs__ = __float__


class Nameless(type):
    """Classes whose name cannot be asked for."""

    @property
    def __name__(cls):
        raise SystemExit


def nested(depth):
    """A list in a list in a list."""
    found = []
    for _ in range(depth):
        found = [found]
    return found


def held_by_itself():
    """A list that is its own only element."""
    found = []
    found.append(found)
    return found


def of_objects():
    """An array that holds what is no number."""
    found = np.empty(3, dtype=object)
    found[0], found[2] = "a", Broken()
    return found


def array_of_itself():
    """An array without dimensions whose value is itself."""
    found = np.empty((), dtype=object)
    found[()] = found
    return found


STRANGE = {  # name: a function without arguments that makes it
    "nothing": lambda: None,
    "ellipsis": lambda: ...,
    "not implemented": lambda: NotImplemented,
    "broken": Broken,
    "false list": FalseList,
    "broken list": lambda: BrokenList([1]),
    "nameless": lambda: Nameless("Class", (), {})(),
    "broken number": lambda: BrokenFloat(0.125),
    "class": lambda: Broken,
    "function": lambda: print,
    "module": lambda: np,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("inf"),
    "complex": lambda: 1 + 2j,
    "complex array": lambda: np.array([1 + 2j]),
    "10**400": lambda: 10**400,
    "10**5000": lambda: 10**5000,
    "decimal": lambda: Decimal("1e999"),
    "5,000 deep": lambda: nested(5000),
    "held by itself": held_by_itself,
    "array of itself": array_of_itself,
    "ragged": lambda: [[1], [2, 3]],
    "long text": lambda: "y" * 5_000_000,
    "markup": lambda: "<b>",
    "surrogate": lambda: "\ud800",
    "bytes": lambda: b"1",
    "digits": lambda: "1",
    "texts in a list": lambda: ["1", "2"],
    "texts in an array": lambda: np.array(["a", "b"]),
    "objects": of_objects,
    "dates": lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
    "records": lambda: np.zeros(2, dtype=[("a", int)]),
    "long list": lambda: [0] * 300_000,
    "range": lambda: range(10**9),
    "endless": itertools.count,
    "generator": lambda: (k for k in range(3)),
    "dict": lambda: {"a": 1},
    "set": lambda: {1, 2},
    "empty": lambda: [],
    "pair": lambda: (1, 2),
    "pair of lists": lambda: ([1], [2]),
    "words and a number": lambda: (("a",), -1.0),
    "true": lambda: True,
    "tensor": lambda: torch.tensor([1.0, 2.0], requires_grad=True),
    "one number": lambda: torch.tensor(1.0, requires_grad=True) * 2,
    "empty tensor": lambda: torch.empty(0),
    "half": lambda: torch.tensor(1.0, dtype=torch.bfloat16),
    "tensors": lambda: (torch.ones(2, requires_grad=True), torch.ones(3)),
    "sparse": lambda: torch.eye(3).to_sparse(),
}
