"""The scores of a task beside the trivial one: the paper's, ours, and what nobody ran."""

import math

import pytest

from table_runs import numbers
from unrolled.lessons.table1.reading import probe as probes
from unrolled.lessons.table1.reading.record import NOTHING, percent, score_text

RUNS = {
    "a": numbers("jsb", "tcn", "supplement", 0, [(1, 9, 9, 8.2)]),
    "b": numbers("jsb", "tcn", "supplement", 1, [(1, 9, 9, 8.4)]),
    "c": numbers("jsb", "tcn", "repository", 0, [(1, 9, 9, 5.0)]),
    "d": numbers("copy", "lstm", "size", 0, [(1, 9, 9, 0.0204)], ended="time"),
    "e": numbers("seq_mnist", "tcn", "supplement", 0, [(1, 9, 98.0, 98.5)]),
}


def of(view, model):
    return next(one for one in view.scores if one.model == model)


def test_paper_and_ours_stand_side_by_side():
    view = probes.reading(RUNS, "jsb")
    tcn, lstm, fair = (of(view, model) for model in ("tcn", "lstm", "fair_lstm"))
    assert (tcn.published, tcn.ours, tcn.seeds.tolist()) == (8.10, pytest.approx(8.3), [8.2, 8.4])
    assert (lstm.published, lstm.ours, lstm.words) == (8.45, None, "not run")
    assert (fair.published, fair.ours) == (None, None)
    assert view.trivial == view.measured == 11.091
    assert view.share(8.10) == pytest.approx(8.10 / 11.091)
    assert len(view.shares) == 88
    assert view.row == 1  # the LSTM


def test_runs_of_the_tables_size_come_first():
    both = RUNS | {"f": numbers("jsb", "tcn", "size", 0, [(1, 9, 9, 8.0)])}
    assert of(probes.reading(both, "jsb"), "tcn").ours == 8.0
    assert of(probes.reading({"c": RUNS["c"]}, "jsb"), "tcn").ours == 5.0


def test_the_papers_losses_stand_at_the_trivial_one():
    copy, adding = probes.reading({}, "copy"), probes.reading({}, "adding")
    for model in ("lstm", "gru", "rnn"):
        assert NOTHING <= copy.share(of(copy, model).published) < 1.01
    assert copy.share(of(copy, "tcn").published) < 0.002
    for model in ("lstm", "rnn"):
        assert NOTHING <= adding.share(of(adding, model).published) < 1.07
    assert adding.share(of(adding, "gru").published) < 0.001


def test_an_accuracy_is_read_as_an_error():
    view = probes.reading(RUNS, "seq_mnist")
    assert (view.trivial, view.higher, view.unit) == (11.35, True, "% wrong")
    assert view.share(98.5) == pytest.approx(1.5 / 88.65)
    assert view.share(view.trivial) == 1


def test_a_run_that_time_ended_is_marked():
    assert of(probes.reading(RUNS, "copy"), "lstm").short
    assert not of(probes.reading(RUNS, "jsb"), "tcn").short


def test_the_trivial_loss_of_a_longer_wait_is_smaller():
    view = probes.reading({}, "copy", wait=2000)
    assert view.floor == pytest.approx(10 * math.log(8) / 2020)
    assert view.trivial == pytest.approx(10 * math.log(8) / 1020)  # stays: the scores are of T = 1000
    assert (view.wait, view.paper_wait) == (2000, 1000)
    music = probes.reading({}, "jsb")
    assert (music.wait, music.floor) == (0, music.trivial)


def test_rows_are_held_inside():
    view = probes.reading({}, "jsb", row=99)
    assert view.row == 5
    assert probes.point_at(view, 0, -3).row == 0


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="trivial score of 'text8'"):
        probes.reading({}, "text8")
    with pytest.raises(ValueError, match="from 100 to 2000 in steps of 50, not 1001"):
        probes.reading({}, "copy", wait=1001)


@pytest.mark.parametrize(
    ("score", "accuracy", "words"),
    [(8.1, False, "8.10"), (0.0204, False, "0.0204"), (3.5e-5, False, "3.5e−5"), (99.0, True, "99.0"),
     (98.93, True, "98.93"), (11.35, True, "11.35"), (0.16667, False, "0.167")],
)  # fmt: skip
def test_scores_in_the_digits_of_the_table(score, accuracy, words):
    assert score_text(score, accuracy=accuracy) == words


def test_percents():
    words = [percent(share) for share in (49.3, 1.062, 1.0, 0.9837, 0.00172, 0.00035)]
    assert words == ["4,930 %", "106 %", "100 %", "98.4 %", "0.17 %", "0.035 %"]
