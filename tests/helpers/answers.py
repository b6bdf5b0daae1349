"""Learners' answers, and what every checker must say of them."""

from collections.abc import Callable
from typing import Any

from unrolled.checking.check import FINDING, Result


def stub(*_):
    """What the notebook shows before the learner starts."""


def raises(*_):
    raise KeyError("oops <b>")


def accepts(check: Callable[[Any], Result], right: Any, times: int = 5) -> Result:
    """A right answer passes again and again, since cases may be drawn anew each time."""
    for _ in range(times):
        result = check(right)
        assert result.ok, result
        assert str(result).startswith("✓ Right")
    return result


def refuses(check: Callable[[Any], Result], wrong: Any) -> Result:
    """What the checker says of a wrong answer: a sentence, not too long, in which nothing is markup."""
    result = check(wrong)
    assert isinstance(result, Result)
    assert not result.ok
    assert result.finding
    assert len(result.finding) <= FINDING + 1
    assert "<b>" not in result._repr_html_()
    return result


def explains(check: Callable[[Any], Result], wrong: Any) -> Result:
    """What it says of a wrong answer helps, too: it names the function and what is behind it, and has three hints."""
    result = refuses(check, wrong)
    assert result.passed < result.total
    assert wrong.__name__ in result.finding
    assert len(result.why) > 15
    assert len(result.hints) == 3
    return result
