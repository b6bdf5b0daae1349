"""Formula, counts and gradient agree where they should, and the record says why where they do not."""

import numpy as np
import pytest

from unrolled.lessons.tcn.receptive_field.probe import (
    BOTH,
    LEFT,
    FieldError,
    Settings,
    before,
    effective_fields,
    laid_out,
    measure,
    read_dilations,
    trace_back,
)
from unrolled.lessons.tcn.receptive_field.record import shortest_span
from unrolled.models.tcn.size import steps_back

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
    last = settings.field - 1
    assert sum(before(settings, d) for d in settings.dilations) * settings.convolutions == last
    _, paths, reached = trace_back(settings, last, settings.field)
    exact = steps_back(settings.kernel, settings.dilations, settings.convolutions)
    assert tuple(np.flatnonzero(paths[::-1])) == tuple(np.flatnonzero(reached[::-1])) == exact
    assert paths.sum() == settings.kernel ** (settings.convolutions * len(settings.dilations))


@pytest.mark.parametrize("padding", [LEFT, BOTH])
@pytest.mark.parametrize("kernel", [2, 3, 4])
@pytest.mark.parametrize(("dilations", "convolutions"), [((4, 1), 1), ((6, 3, 1), 2), ((1, 4, 16), 1)])
def test_an_input_has_a_way_if_and_only_if_some_weights_give_it_a_gradient(kernel, dilations, convolutions, padding):
    """At the edges and in the middle; a centred window of even size leaves the present step to the identity paths."""
    settings = Settings(kernel, dilations, convolutions, padding)
    for output in (0, 12, 23):
        views = [measure(settings, TEXT, output=output, seed=seed) for seed in range(6)]
        assert ((sum(view.gradient for view in views) > 0) == views[0].reached).all()


def test_identity_paths_lead_where_a_centred_window_of_even_size_does_not():
    view = measure(Settings(2, (4, 1), 1, BOTH), TEXT, output=12)
    assert view.reached[12]
    assert not view.paths[12]
    assert not view.hole[12]


def test_large_stacks_are_counted_within_what_is_shown():
    view = measure(Settings(8, tuple(2**n for n in range(14))), TEXT)
    assert view.formula == 114_682
    assert len(view.paths) == len(view.gradient) == 784
    with pytest.raises(FieldError, match="1,000,000 zeros"):
        measure(Settings(2, (1, 1_000_000), 1, BOTH), TEXT)


@pytest.mark.parametrize("settings", STACKS)
def test_three_measures(settings):
    """Over some seeds the gradient reaches as far as the formula, and never further or into a hole."""
    views = [measure(settings, TEXT, seed=seed) for seed in range(4)]
    assert {view.counted for view in views} == {settings.field}
    assert max(view.measured for view in views) == settings.field
    for view in views:
        assert (view.gradient[view.paths == 0] == 0).all()
        assert view.measured + view.blocked >= view.counted - view.holes
        assert view.counted - view.holes - view.blocked == (view.gradient > 0).sum()


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
    ("typed", "words"),
    [
        ("1, x", "“x”"),
        ("0", "“0”"),
        ("00", "“00”"),
        ("1.5", "“1.5”"),
        ("9" * 5000, "too large"),
        ("-1", "“-1”"),
        ("1 " * 21, "21 dilations"),
    ],
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


def test_blocked_steps_are_told():
    view = measure(Settings(3, (1, 2, 4)), TEXT, seed=11)
    assert view.blocked == 1
    (where,) = np.flatnonzero(view.closed)
    assert view.paths[where] > 0
    assert view.gradient[where] == 0


@pytest.mark.parametrize(
    ("gradient", "to_the_end", "span"),
    [
        ([0, 0, 0], True, (0, -1)),
        ([0, 0, 3], True, (2, 2)),
        ([0, 3, 0], True, (1, 1)),
        ([3, 1, 0], True, (0, 1)),
        ([3, 1, 0], False, (0, 0)),
        ([1, 1, 1, 1, 1], True, (0, 4)),
        ([0, 3, 3, 1, 0], False, (1, 2)),
    ],
)
def test_shortest_span(gradient, to_the_end, span):
    assert shortest_span(np.array(gradient, float), to_the_end=to_the_end) == span


def test_shortest_span_is_the_one_found_by_trying_all():
    generator = np.random.default_rng(0)
    for _ in range(50):
        gradient = generator.exponential(size=9) * generator.integers(0, 2, 9)
        squares = gradient**2
        some = [b - a for a in range(9) for b in range(a, 9) if squares[a : b + 1].sum() >= 0.9 * squares.sum() > 0]
        first, last = shortest_span(gradient)
        assert last - first == min(some, default=-1)


def test_the_way_around_makes_the_effective_field_short():
    """The same weights with and without it: what notebook 11 says of the straight way."""
    settings = Settings(3, (1, 2, 4), 2)
    around = effective_fields(settings, TEXT, range(6))
    without = effective_fields(settings, TEXT, range(6), skips=False)
    assert around == tuple(sorted(measure(settings, TEXT, seed=seed).effective for seed in range(6)))
    assert max(around) < min(without)
    with pytest.raises(FieldError, match="causal"):
        effective_fields(Settings(3, (1,), 1, BOTH), TEXT, [0])


def test_some_weights_stand_side_by_side():
    view = measure(Settings(3, (1, 2, 4)), TEXT, seed=4, output=9)
    assert view.spread == effective_fields(Settings(3, (1, 2, 4)), TEXT, (4, 5, 6))
    assert len(set(view.spread)) > 1
