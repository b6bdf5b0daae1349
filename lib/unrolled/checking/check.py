"""What all checkers share: run the learner's function on cases, report in a sentence, never raise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Case:
    """One input and what is due.

    Attributes:
        arguments: for the learner's function.
        expected: a number, a string, or numbers in a list.
        why: what a wrong answer here tells, in a sentence.
    """

    arguments: tuple[Any, ...]
    expected: Any
    why: str


@dataclass(frozen=True)
class Result:
    """How an answer did. It reads as a sentence; tests read ``ok``.

    Attributes:
        ok: whether every check passed.
        passed: checks passed.
        total: checks made.
        finding: the smallest input that fails, what came and what was due; empty if all is well.
        why: what is behind it.
        hints: each says more than the one before.
    """

    ok: bool
    passed: int
    total: int
    finding: str
    why: str
    hints: tuple[str, ...]

    def __str__(self) -> str:
        if self.ok:
            return f"✓ Right: all {self.total} checks pass."
        return f"✗ Not yet: {self.passed} of {self.total} checks pass. {self.finding} {self.why}".rstrip()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The sentence in a frame, with hints to open one by one; everything is escaped."""
        colour = "#1E6B3A" if self.ok else "#A3261B"
        body = escape(str(self))
        if not self.ok:
            body += "".join(
                f"<details><summary>Hint {k} of {len(self.hints)}</summary>{escape(hint)}</details>"
                for k, hint in enumerate(self.hints, 1)
            )
        return (
            f"<div style='border:1.5px solid {colour};border-left-width:8px;border-radius:6px;"
            f"padding:10px 14px;font-size:16px;max-width:1080px'>{body}</div>"
        )


def check(function: Callable[..., Any], cases: Sequence[Case], hints: Sequence[str]) -> Result:
    """Run a learner's function on cases, smallest first.

    Whatever the function does, this returns: an exception in it is a finding.
    """
    findings = [_finding(function, case) for case in cases]
    failed = [(found, case.why) for found, case in zip(findings, cases, strict=True) if found]
    finding, why = failed[0] if failed else ("", "")
    return Result(not failed, len(cases) - len(failed), len(cases), finding, why, tuple(hints))


def _finding(function: Callable[..., Any], case: Case) -> str:
    name = getattr(function, "__name__", "your function")
    call = f"{name}({', '.join(map(_show, case.arguments))})"
    try:
        got = function(*case.arguments)
    except Exception as error:
        return f"{call} stopped with {type(error).__name__}: {error}."
    if got is None or got is Ellipsis:
        return f"{call} returned nothing: write the body and return the answer."
    if _equal(got, case.expected):
        return ""
    return f"{call} returned {_show(got)}; due is {_show(case.expected)}."


def _equal(got: Any, expected: Any) -> bool:
    if isinstance(expected, str):
        return got == expected
    try:
        got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    except (TypeError, ValueError):
        return False
    return got.shape == expected.shape and bool(np.allclose(got, expected, atol=1e-6))


def _show(value: Any) -> str:
    if callable(value):
        return getattr(value, "__name__", "a function")
    if value is None or isinstance(value, str | bool):
        return repr(value)
    try:
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return repr(value)[:80]
    if numbers.ndim == 0:
        return f"{numbers:g}"
    if numbers.ndim == 2:
        return "[" + ", ".join(map(_show, numbers[:4])) + (", …]" if len(numbers) > 4 else "]")
    return "[" + ", ".join(f"{x:.3g}" for x in numbers.ravel()[:8]) + (", …]" if numbers.size > 8 else "]")
