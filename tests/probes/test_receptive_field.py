"""Formula, counts and gradient agree where they should, and the record says why where they do not."""

import numpy as np
import pytest

from unrolled.models.tcn_size import steps_back
from unrolled.probes.receptive_field import (
    BOTH,
    FieldError,
    Settings,
    laid_out,
    measure,
    read_dilations,
    ways,
)

TEXT = "I grew up in France … I speak fluent French"
STACKS = [
    Settings(3, (1, 2, 4)),
    Settings(3, (1, 2, 4), 2),
    Settings(2, (1, 4, 16)),
    Settings(4, (3, 1), 2),
    Settings(1, (5,)),
]


@pytest.mark.parametrize("settings", STACKS)
def test_counted_ways_are_those_of_the_exact_set(settings):
    counts, before = ways(settings)
    assert before + 1 == len(counts) == settings.field
    assert tuple(n for n, count in enumerate(counts[::-1]) if count) == steps_back(
        settings.kernel, settings.dilations, settings.convolutions
    )
    assert sum(counts) == settings.kernel ** (settings.convolutions * len(settings.dilations))


@pytest.mark.parametrize("settings", STACKS)
def test_three_measures(settings):
    """Over some seeds the gradient reaches as far as the formula, and never further or into a hole."""
    views = [measure(settings, TEXT, seed=seed) for seed in range(4)]
    assert {view.counted for view in views} == {settings.field}
    assert max(view.measured for view in views) == settings.field
    for view in views:
        assert (view.gradient[view.paths == 0] == 0).all()
        assert view.measured + view.dead >= view.counted - view.holes
        assert view.counted - view.holes - view.dead == (view.gradient > 0).sum()


def test_figure_1a():
    view = measure(Settings(3, (1, 2, 4)), TEXT, poked=16)
    assert (view.formula, view.counted, view.measured, view.holes, len(view.text)) == (15, 15, 15, 0, 24)
    assert view.paths[-15:].tolist() == [1, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 1, 2, 1, 1]
    assert [layer.used.sum() for layer in view.layers] == [7, 3, 1]
    assert (view.moved[:16] == 0).all()
    assert (view.moved[16:] > 0).all()
    assert not view.leaks


def test_holes_are_told():
    view = measure(Settings(2, (1, 4, 16)), TEXT)
    assert (view.counted, view.holes) == (22, 14)


def test_both_sides_leak():
    view = measure(Settings(3, (1, 2, 4), 1, BOTH), TEXT, output=12, poked=16)
    assert view.leaks == 7
    assert view.back == 7
    assert view.counted == view.measured == 15
    last = measure(Settings(3, (1, 2, 4), 1, BOTH), TEXT)
    assert last.cut
    assert last.counted == 8


def test_90_percent_is_counted_from_the_latest_step():
    view = measure(Settings(3, (1, 2, 4)), TEXT)
    squares = view.gradient**2
    assert squares[-view.effective :].sum() >= 0.9 * squares.sum() > squares[-view.effective + 1 :].sum()


def test_a_sequence_shorter_than_the_field():
    view = measure(Settings(7, tuple(2**n for n in range(8)), 2), TEXT)
    assert len(view.text) == 784
    assert view.cut
    assert view.counted == view.measured == 784


def test_text():
    assert laid_out("abc", 7) == "cabcabc"
    with pytest.raises(FieldError, match="type at least one"):
        laid_out("", 3)


@pytest.mark.parametrize(("typed", "read"), [("", (1, 2, 4)), ("1, 4 16", (1, 4, 16)), ("7;7", (7, 7))])
def test_lists(typed, read):
    assert read_dilations(typed, 3) == read


@pytest.mark.parametrize(
    ("typed", "words"), [("1, x", "“x”"), ("0", "“0”"), ("-1", "“-1”"), ("1 " * 21, "21 dilations")]
)
def test_bad_lists(typed, words):
    with pytest.raises(FieldError, match=words):
        read_dilations(typed, 3)


def test_twenty_levels_are_refused_with_field_and_memory():
    with pytest.raises(FieldError, match=r"2,097,151 steps.*MiB"):
        measure(Settings(3, tuple(2**n for n in range(20))), TEXT)


def test_places_outside_are_held():
    view = measure(Settings(2, (1,)), TEXT, output=999, poked=-3)
    assert (view.output, view.poked) == (23, 0)
    assert np.isfinite(view.gradient).all()
