"""Verdicts by hand, and those of the committed runs."""

import pytest

from unrolled.benchmark.folder import Folder
from unrolled.benchmark.published import ROWS
from unrolled.lessons.table1.verdict.probe import RUN, judged, verdict
from unrolled.lessons.table1.verdict.record import Judged


@pytest.mark.parametrize(
    ("first", "second", "higher", "expected"),
    [
        ([1.0], [2.0], True, "second"),
        ([1.0], [2.0], False, "first"),
        ([1.0, 3.0], [2.0], True, "open"),
        ([2.0, 2.0], [2.0], True, "open"),
        ([3.0, 4.0], [1.0, 2.9], True, "first"),
    ],
)
def test_by_hand(first, second, higher, expected):
    assert verdict(first, second, higher) == expected


def test_the_committed_rows():
    rows = judged(Folder.usual().read())
    assert [one.task for one in rows] == list(RUN)
    for one in rows:
        assert one.paper == (ROWS[one.task].published["tcn"], ROWS[one.task].published["lstm"])
        assert (one.word == "not run") == (not one.tcn or not one.fair)
        if one.word == "first":
            pick = min if ROWS[one.task].higher else max
            assert pick(one.tcn) != pick(one.fair)


def test_nothing_run_is_not_run():
    assert {one.said for one in judged({})} == {"not run"}


@pytest.mark.parametrize(
    ("tcn", "fair", "word", "said"),
    [
        ((1.0, 2.0), (3.0, 4.0), "first", "TCN ahead"),
        ((1.0,), (3.0, 4.0), "first", "TCN ahead, on one seed of the TCN"),
        ((5.0, 6.0), (4.0,), "second", "fair LSTM ahead, on one seed of the LSTM"),
        ((1.0,), (1.0,), "open", "open: the seeds overlap, on one seed of each"),
    ],
)
def test_in_words(tcn, fair, word, said):
    assert Judged("x", "X", (1.0, 2.0), tcn, fair, word).said == said
