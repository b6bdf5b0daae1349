"""The set-up of each notebook's first cell, and the doctor."""

from __future__ import annotations

from unrolled import runtime


def setup(seed: int = 0) -> None:
    """Make this kernel ready: threads from the container, seeds, the charts' theme. Silent, offline, repeatable.

    Args:
        seed: for Python's, numpy's and torch's generators.
    """
    runtime.start(seed)
    from unrolled.drawing import theme

    theme.apply()


def doctor() -> None:
    """Print what this kernel can afford."""
    print(runtime.doctor(runtime.limits()))
