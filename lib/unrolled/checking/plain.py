"""What a learner's function returned, as plain data: nothing that comes out of here runs code of its own.

Subclasses, broken methods, endless nesting and numbers too large for a float end here, so that comparing and showing
need no care.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from numbers import Number
from typing import Any

import numpy as np

from unrolled.checking.limits import TimeUp

DEPTH, VALUES, BITS = 20, 100_000, 1024  # at most so deep, so many in lists, so many in a whole number


class Opaque:
    """Something that cannot be an answer.

    Attributes:
        told: what it is, in a few words.
    """

    def __init__(self, told: str):
        self.told = told


def plain(value: Any) -> Any:
    """None, a bool, int, float, complex or str, an array of numbers, a list of such values, or an ``Opaque``.

    Tuples and ranges become lists. Tensors become arrays, with or without a gradient. Whatever the methods of
    ``value`` raise counts as ``Opaque``, but for ``KeyboardInterrupt`` and the end of the time.
    """
    return _plain(value, DEPTH, [VALUES])


def _plain(value: Any, depth: int, left: list[int]) -> Any:
    kind = type(value)  # not value.__class__, which an object may fake
    if value is None or kind is bool:
        return value
    if issubclass(kind, int):
        return _whole(int.__int__(value))
    for basic in (float, complex):
        if issubclass(kind, basic):
            value = basic.__pos__(value)
            return value.real if basic is complex and value.imag == 0 else value
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, list | tuple | range):
        return _listed(value, depth, left)
    try:
        return _from_library(value, depth, left)
    except (KeyboardInterrupt, TimeUp):
        raise
    except BaseException:
        return Opaque(_article(kind))


def _whole(value: int) -> int | Opaque:
    digits = value.bit_length() * 0.30103
    return value if value.bit_length() < BITS else Opaque(f"a whole number of about {digits:,.0f} digits")


def _listed(value: list | tuple | range, depth: int, left: list[int]) -> list | Opaque:
    if depth == 0:
        return Opaque(f"a list more than {DEPTH} lists deep")
    walk: Callable[[Any], Iterator[Any]] = next(
        basic for basic in (list, tuple, range) if issubclass(type(value), basic)
    ).__iter__
    found = list(islice(walk(value), left[0] + 1))
    left[0] -= len(found)
    if left[0] < 0:
        return Opaque(f"a list of more than {VALUES:,} values")
    found = [_plain(part, depth - 1, left) for part in found]
    # a part too deep or too many makes the whole so; of a part of a strange type the list can still be shown
    return next((part for part in found if isinstance(part, Opaque) and part.told.startswith("a list ")), found)


def _from_library(value: Any, depth: int, left: list[int]) -> Any:
    """Arrays, tensors and numbers of libraries.

    Raises:
        Exception: whatever the value's own methods raise.
    """
    torch = sys.modules.get("torch")  # where it was never imported, nothing can be a tensor
    if torch is not None and issubclass(type(value), torch.Tensor):
        value = value.detach().cpu().to_dense().resolve_conj()
        value = (value.float() if value.dtype in (torch.bfloat16, torch.float16) else value).numpy()
    elif hasattr(type(value), "__array__") or issubclass(type(value), array):
        value = np.asarray(value)
    elif issubclass(type(value), Number | Decimal):
        return float.__pos__(float(value))
    if not issubclass(type(value), np.ndarray) or depth == 0:
        return Opaque(_article(type(value)))
    value = np.array(value, subok=False)
    if value.dtype.kind in "OU":
        return _plain(value.tolist(), depth - 1, left)
    if value.dtype.kind not in "biufc":
        return Opaque(f"an array of {value.dtype.name}")
    return value.real if value.dtype.kind == "c" and not value.imag.any() else value


def _article(kind: type) -> str:
    name = str(type.__dict__["__name__"].__get__(kind))[:40]
    return f"an object of the type {name}"


def numbers(value: Any) -> np.ndarray | None:
    """A plain value as an array of floats; None where it is no number, and no regular list of numbers."""
    if isinstance(value, list):
        parts = [part for part in map(numbers, value) if part is not None]
        if len(parts) < len(value) or len({part.shape for part in parts}) > 1:
            return None
        return np.array(parts, dtype=float)
    if isinstance(value, bool | int | float) or (isinstance(value, np.ndarray) and value.dtype.kind in "biuf"):
        return np.asarray(value, dtype=float)
    return None


def same(got: Any, expected: Any) -> bool:
    """Whether two plain values are equal: text exactly, whole numbers to a millionth, others to five digits."""
    if isinstance(expected, str) or isinstance(got, str):
        return isinstance(got, str) and isinstance(expected, str) and got == expected
    wanted, found = numbers(expected), numbers(got)
    if wanted is not None:
        whole = wanted.size > 0 and not (wanted % 1).any()
        return (
            found is not None
            and found.shape == wanted.shape
            and np.allclose(found, wanted, rtol=0 if whole else 1e-5, atol=1e-6)
        )
    got = list(got) if isinstance(got, np.ndarray) and got.ndim else got
    return (
        isinstance(expected, list)
        and isinstance(got, list)
        and len(got) == len(expected)
        and all(map(same, got, expected))
    )
