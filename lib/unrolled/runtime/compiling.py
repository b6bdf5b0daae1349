"""Functions compiled by numba, kept for the next process where that can be done, and compiled anew where it cannot.

A class server may serve the project from a folder that cannot be written, to users whose home cannot be written
either; a disk may be full, or a kept file damaged. None of this is a reason not to train.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from numba import njit
from numba.core.caching import FunctionCache


class _Cache(FunctionCache):
    """numba's own, but what cannot be read is compiled, and what cannot be written is not kept."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # a damaged file can raise anything, for numba unpickles it
            with contextlib.suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        with contextlib.suppress(OSError):
            super().save_overload(sig, data)


def compiled(*, fastmath: bool = False) -> Callable[[Callable], Any]:
    """A decorator that compiles a function for numbers and arrays; it lets other threads run meanwhile.

    Args:
        fastmath: whether sums may be reordered.
    """

    def decorate(function: Callable) -> Any:
        kernel = njit(nogil=True, fastmath=fastmath)(function)
        with contextlib.suppress(RuntimeError):  # no folder to keep it in
            kernel._cache = _Cache(function)  # pyrefly: ignore[missing-attribute]  (numba's own, not in its types)
        return kernel

    return decorate
