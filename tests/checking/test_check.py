"""The runner of learners' functions: right ones pass, all others get a sentence, and it never raises."""

import sys
import time

import numpy as np
import pytest

from strange import STRANGE
from unrolled.checking import limits
from unrolled.checking.check import FINDING, Case, attempt, check, judged

CASES = [Case((3,), 4.0, "one more"), Case((7,), 8.0, "again")]
HINTS = ("first <b>", "second")


def add(x):
    return x + 1


def test_a_right_answer():
    result = check(add, CASES, HINTS)
    assert (result.ok, result.passed, result.total, result.finding) == (True, 2, 2, "")
    assert str(result) == "✓ Right: all 2 checks pass."


def test_a_wrong_answer_is_told_with_the_first_case_and_its_reason():
    result = check(lambda x: 4, CASES, HINTS)
    assert str(result) == "✗ Not yet: 1 of 2 checks pass. <lambda>(7) returned 4; expected 8. again"
    assert "Hint 2 of 2" in result._repr_html_()
    assert "<b>" not in result._repr_html_()


@pytest.mark.parametrize("make", STRANGE.values(), ids=STRANGE)
def test_strange_values_are_refused_in_a_sentence(make):
    result = check(lambda x: make(), CASES, HINTS)
    assert not result.ok
    assert result.finding
    assert len(result.finding) <= FINDING + 1
    result._repr_html_().encode(errors="surrogatepass")


def test_exits_and_long_messages_are_told():
    assert "leaves(3) called exit()" in check(leaves, CASES, HINTS).finding
    assert len(check(shouts, CASES, HINTS).finding) < 300


def leaves(x):
    sys.exit()


def shouts(x):
    raise ValueError("z" * 10**6)


@pytest.mark.parametrize("given", [4, "add", None, [add]])
def test_what_is_no_function_is_told(given):
    result = check(given, CASES, HINTS)
    assert not result.ok
    assert "no function" in result.finding
    assert "without brackets" in result.why


def test_a_function_that_changes_its_argument_is_not_compared_with_itself():
    numbers = [1, 2, 3]
    cases = [Case((numbers,), numbers, "as they are")]
    assert check(lambda given: given, cases, HINTS).ok
    assert not check(lambda given: given.reverse() or given, cases, HINTS).ok
    assert numbers == [1, 2, 3]


def test_cases_share_no_lists():
    shared = [1, 2]
    cases = [Case((shared,), 2, "two"), Case((shared,), 2, "still two")]
    assert check(lambda given: len(given) + 0 * len(given.clear() or []), cases, HINTS).ok


def test_alike_and_not_equal_is_told():
    assert "it differs by 2e-06" in check(lambda x: x + 1 + 2e-6, [Case((3,), 4.0, "")], HINTS).finding
    in_a_row = check(lambda x: np.ones((1, 1, 2)), [Case((3,), [1.0, 1.0], "")], HINTS).finding
    assert in_a_row.endswith("returned [1, 1] in the shape (1, 1, 2); expected the shape (2,).")


def test_an_experiment_takes_the_place_of_a_call():
    twice = check(add, [Case((3,), 5.0, "twice")], HINTS, lambda learner, x: learner(learner(x)))
    assert twice.ok
    broken = check(add, [Case((3,), 5.0, "")], HINTS, lambda learner, x: learner(x)["a"])
    assert "add returned something that is no answer to this" in broken.finding


def endless(x):
    while x > 3:
        pass
    return x + 1


def test_an_endless_loop_is_stopped_with_a_sentence(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    result = check(endless, CASES, HINTS)
    assert (result.ok, result.passed, result.total) == (False, 1, 2)
    assert "endless was stopped: all checks together may take 0.1 seconds, and after these 1 were" in result.finding


def test_a_slow_function_is_not_called_for_ever(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    calls = []

    def slow(x):
        calls.append(x)
        time.sleep(0.02)
        return x + 1

    result = check(slow, [Case((k,), k + 1.0, "") for k in range(154)], HINTS)
    assert "slow was stopped" in result.finding
    assert len(calls) < 20


def test_the_learners_own_stop_passes():
    def stopped(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(stopped, CASES, HINTS)


def test_trials_tell_their_own_findings():
    trials = [(lambda learner: "", "first"), (lambda learner: f"{learner.name} is too short.", "second")]
    result = judged(add, trials, HINTS)
    assert (result.passed, result.finding, result.why) == (1, "add is too short.", "second")


def test_an_attempt_gives_a_value_or_none(monkeypatch):
    assert attempt(add, lambda learner: learner.number(3)) == 4
    assert attempt(leaves, lambda learner: learner.number(3)) is None
    assert attempt(lambda x: "a", lambda learner: learner.number(3)) is None
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    assert attempt(endless, lambda learner: learner.number(9)) is None
