"""Compile functions with numba, and cache them for the next process wherever that is possible.

A class server may serve the project from a read-only folder to users whose home is read-only as well; a disk may be
full, or a cached file damaged. Training must work in all these cases.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from numba import njit
from numba.core.caching import FunctionCache


class _Cache(FunctionCache):
    """numba's cache, but a file that cannot be read is compiled again, and one that cannot be written is skipped."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # a damaged file can raise anything, since numba unpickles it
            with contextlib.suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        with contextlib.suppress(OSError):
            super().save_overload(sig, data)


def compiled(*, fastmath: bool = False) -> Callable[[Callable], Any]:
    """A decorator that compiles a function for numbers and arrays; the function releases the GIL.

    Args:
        fastmath: whether sums may be reordered.
    """

    def decorate(function: Callable) -> Any:
        kernel = njit(nogil=True, fastmath=fastmath)(function)
        with contextlib.suppress(RuntimeError):  # no folder for the cache
            kernel._cache = _Cache(function)  # pyrefly: ignore[missing-attribute]  (numba's own, not in its types)
        return kernel

    return decorate
