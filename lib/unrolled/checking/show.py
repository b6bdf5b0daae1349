"""Values, calls and errors in a few characters: what a reply shows never grows with what it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from unrolled.checking.limits import TimeUp
from unrolled.checking.plain import Opaque, numbers

TEXT, REPR, MESSAGE, NAME = 80, 120, 200, 40  # characters


def show(value: Any) -> str:
    """A plain value, or an argument of a case, as a reply shows it."""
    if isinstance(value, Opaque):
        return value.told
    if callable(value):
        return name_of(value, "a function")
    if isinstance(value, str):
        return repr(value) if len(value) <= TEXT else f"{cut(value, TEXT)!r} ({len(value):,} characters)"
    if value is None or isinstance(value, bool):
        return repr(value)
    found = numbers(value)
    if found is not None:
        return _show_numbers(found)
    if isinstance(value, list):
        parts = ", ".join(map(show, value[:8]))
        return f"[{cut(parts, REPR)}{', …' if len(value) > 8 else ''}]"
    return cut(repr(value), REPR)


def _show_numbers(found: np.ndarray) -> str:
    if found.ndim == 0:
        return f"{found:g}"
    if found.ndim == 2:
        return "[" + ", ".join(map(_show_numbers, found[:4])) + (", …]" if len(found) > 4 else "]")
    return "[" + ", ".join(f"{x:.3g}" for x in found.ravel()[:8]) + (", …]" if found.size > 8 else "]")


def cut(text: str, limit: int) -> str:
    """A text, and an ellipsis in place of what is over the limit."""
    return text if len(text) <= limit else text[:limit] + "…"


def name_of(function: Callable[..., Any], without: str = "your function") -> str:
    """A function's own name, or ``without`` where it has none that can be shown."""
    try:
        name = function.__name__
    except (KeyboardInterrupt, TimeUp):
        raise
    except BaseException:
        return without
    return cut(str.__str__(name), REPR) if issubclass(type(name), str) else without


def show_error(error: BaseException) -> str:
    """An exception's type and message, one line each at most."""
    kind = cut(type.__dict__["__name__"].__get__(type(error)), NAME)
    try:
        told = str.__str__(str(error))
    except (KeyboardInterrupt, TimeUp):
        raise
    except BaseException:
        return kind
    told = " ".join(told[: 2 * MESSAGE].split()).rstrip(".")
    return cut(f"{kind}: {told}", MESSAGE) if told else kind
