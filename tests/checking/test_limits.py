"""Work that takes too long is interrupted, on any thread, and nothing of the interruption is left behind."""

import threading
import time

import pytest

from unrolled.checking import limits
from unrolled.checking.limits import Deadline, TimeUp, within


def for_ever():
    while True:
        pass


def for_ever_in_spite_of_exceptions():
    while True:
        try:
            while True:
                pass
        except Exception:
            pass


def for_ever_after_one_stop():
    try:
        for_ever()
    except:  # noqa: E722  (what a learner may write)
        for_ever()


def test_work_in_time_is_done():
    done = []
    assert within(Deadline(60), lambda: done.append(1))
    assert done == [1]


@pytest.mark.parametrize("work", [for_ever, for_ever_in_spite_of_exceptions, for_ever_after_one_stop])
def test_an_endless_loop_is_interrupted(work):
    assert not within(Deadline(0.05), work)


def test_it_works_on_other_threads():
    found = []
    thread = threading.Thread(target=lambda: found.append(within(Deadline(0.05), for_ever)))
    thread.start()
    thread.join(60)
    assert found == [False]


def test_an_exception_of_the_work_passes():
    with pytest.raises(KeyError):
        within(Deadline(60), lambda: {}["a"])


def test_no_interruption_comes_late():
    """The work ends at the very moment when its time is up, again and again: all of it must arrive inside."""
    for k in range(40):
        within(Deadline(0.002 + k * 1e-5), lambda: time.sleep(0.002))
        for _ in range(2000):
            pass


def test_without_interruptions_the_time_is_looked_at_between_calls(monkeypatch):
    monkeypatch.setattr(limits, "_raise_in", lambda thread, error: None)
    deadline, steps = Deadline(0.05), []

    def work():
        for k in range(10_000):
            deadline.keep()
            steps.append(k)
            time.sleep(0.01)

    assert not within(deadline, work)
    assert 1 <= len(steps) < 100


def test_time_up_is_no_exception_that_a_learner_catches():
    assert not issubclass(TimeUp, Exception)
