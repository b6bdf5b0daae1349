"""What all checkers share: run the learner's function on cases, report in a sentence, never raise."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from unrolled.checking import limits
from unrolled.checking.learner import AnswerError, Learner
from unrolled.checking.limits import Deadline, TimeUp
from unrolled.checking.plain import Opaque, numbers, plain, same
from unrolled.checking.show import cut, show, show_error

FINDING = 600  # characters at most

Ask = Callable[..., Any]  # ask(learner, *arguments of a case): an experiment with the learner's function
Trial = Callable[[Learner], str]  # what is wrong, in a sentence; empty if nothing is


@dataclass(frozen=True)
class Case:
    """One input and what is expected.

    Attributes:
        arguments: for the learner's function, which gets copies.
        expected: a number, a text, or such things in lists; numbers may stand in arrays.
        why: what a wrong answer here tells, in a sentence.
    """

    arguments: tuple[Any, ...]
    expected: Any
    why: str

    def __post_init__(self):
        # apart from the arguments: a function that changes what it is given must not change what is expected
        object.__setattr__(self, "expected", copy.deepcopy(self.expected))


@dataclass(frozen=True)
class Result:
    """How an answer did. It reads as a sentence; tests read ``ok``.

    Attributes:
        ok: whether every check passed.
        passed: checks passed.
        total: checks made.
        finding: the smallest input that fails, what came and what was expected; empty if all is well.
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


def check(function: Callable[..., Any], cases: Sequence[Case], hints: Sequence[str], ask: Ask | None = None) -> Result:
    """Run a learner's function on cases, smallest first.

    Args:
        function: of the learner. It gets copies of a case's arguments.
        cases: what to try.
        hints: each says more than the one before.
        ask: an experiment in place of a single call, ``ask(learner, *arguments)``; what it returns is compared.

    Returns:
        The result, whatever the function does: an exception, an exit, a strange value, a loop without end. Only
        ``KeyboardInterrupt`` passes, the learner's own stop. See ``limits`` for what cannot be interrupted.
    """
    return judged(function, [(partial(_compared, case, ask), case.why) for case in cases], hints)


def judged(function: Callable[..., Any], trials: Sequence[tuple[Trial, str]], hints: Sequence[str]) -> Result:
    """Run trials with a learner's function, smallest first. Each has a sentence on what is behind a failure."""
    total = len(trials)
    if not callable(function):
        given = f"The checker was given {show(plain(function))}, which is no function."
        return Result(
            False, 0, total, given, "Hand over the function itself: its name, without brackets.", tuple(hints)
        )
    found: list[str] = []  # of each trial that came to its end

    def run() -> None:
        learner = Learner(function, deadline)
        for trial, _ in trials:
            found.append(_sentence(trial, learner))

    deadline = Deadline(limits.SECONDS)
    in_time = limits.within(deadline, run)
    whys = [why for _, why in trials]
    failed = [(finding, why) for finding, why in zip(found, whys, strict=False) if finding]
    if not in_time and not failed:
        failed = [(_late(function, len(found), deadline), "")]
    finding, why = failed[0] if failed else ("", "")
    return Result(not failed, found.count(""), total, cut(finding, FINDING), why, tuple(hints))


def attempt(function: Callable[..., Any], work: Callable[[Learner], Any]) -> Any:
    """What ``work(learner)`` returns, or None where the learner's function spoils it or takes too long."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(work(Learner(function, deadline)))
        except Exception:
            return

    deadline = Deadline(limits.SECONDS)
    return found[0] if limits.within(deadline, run) and found else None


def _sentence(trial: Trial, learner: Learner) -> str:
    try:
        return trial(learner)
    except (KeyboardInterrupt, TimeUp):
        raise
    except AnswerError as finding:
        return f"{learner.name} {finding}"
    except BaseException as error:  # a strange value that the trial could not read
        return f"{learner.name} returned something that is no answer to this ({show_error(error)})."


def _compared(case: Case, ask: Ask | None, learner: Learner) -> str:
    call = f"{learner.name}({', '.join(map(show, case.arguments))})"
    try:
        got = plain(learner(*case.arguments) if ask is None else ask(learner, *copy.deepcopy(case.arguments)))
    except AnswerError as finding:
        return f"{call} {finding}"
    expected = plain(case.expected)
    return "" if same(got, expected) else f"{call} returned {_unlike(got, expected)}."


def _unlike(got: Any, expected: Any) -> str:
    """What came and what was expected; where both look alike, how they differ."""
    came, wanted = show(got), show(expected)
    if came != wanted or isinstance(got, Opaque):
        return f"{came}; expected {wanted}"
    found, wanted = numbers(got), numbers(expected)
    if found is None or wanted is None:
        return f"{came}, which looks like what is expected and is not the same"
    if found.shape != wanted.shape:
        return f"{came} in the shape {found.shape}; expected the shape {wanted.shape}"
    return f"{came}; expected the same up to its sixth digit, and it differs by {abs(found - wanted).max():.2g}"


def _late(function: Callable[..., Any], finished: int, deadline: Deadline) -> str:
    learner = Learner(function, deadline)
    return (
        f"{learner.name} was stopped: all checks together may take {deadline.seconds:g} seconds, and after these "
        f"{finished} were finished. Look for a loop that never ends, or for work done again and again."
    )
