"""Pairs by distance: who stands in which line, gaps, and what is said."""

from dataclasses import replace

import numpy as np
import pytest

from unrolled.drawing.theme import COLOURS
from unrolled.lessons.latex.balance import figure as balance
from unrolled.lessons.latex.balance.record import Balance, Line

AT = np.array([1.4, 45.0, 1448.0])


def line(name, role="network", values=(1.0, 0.5, np.nan), counts=(900, 12, 3)):
    return Line(name, role, AT, np.array(values), np.array(counts))


def view(question="closed", networks=("τ = 0.5", "τ = 1 <b>"), yardsticks=True):
    lines = [line("real source", "real", (1.0, 1.0, 1.0)), line("5-gram", "counting", (0.9, 0.1, 0.0))] * yardsticks
    return Balance("proofs", question, (*lines, *map(line, networks)))


EXAMPLES = {"balance.balance_chart": lambda: balance.balance_chart(view())}


def names(shown):
    return [one and one.name for one in balance.slotted(shown)]


def test_real_source_and_counting_keep_their_slots():
    assert names(view()) == ["real source", "5-gram", "τ = 0.5", "τ = 1 <b>", None, None]
    mixed = view()
    assert names(replace(mixed, lines=mixed.lines[::-1])) == [
        "real source",
        "5-gram",
        "τ = 1 <b>",
        "τ = 0.5",
        None,
        None,
    ]
    assert names(view(yardsticks=False)) == [None, None, "τ = 0.5", "τ = 1 <b>", None, None]
    assert names(Balance("proofs", "open", ())) == [None] * 6


def test_one_network_alone_has_the_colour_of_lstms():
    shown = view(networks=("the network",))
    [place] = [k for k, one in enumerate(balance.slotted(shown)) if one and one.role == "network"]
    assert balance.SLOTS[place].colour == COLOURS["lstm"].light


def test_there_is_room_for_four_networks():
    assert names(view(networks="abcdef"))[2:] == list("abcd")


def test_slots_differ_in_more_than_their_colour():
    assert len({slot.symbol for slot in balance.SLOTS}) == len({slot.colour for slot in balance.SLOTS}) == 6


@pytest.mark.parametrize("question", balance.TITLES)
def test_the_chart_draws_each_line(question):
    shown = view(question)
    figure = balance.balance_chart(shown)
    for trace, one, slot in zip(figure.data, balance.slotted(shown), balance.SLOTS, strict=True):
        assert trace.visible == (one is not None)
        assert (trace.line.color, trace.line.dash, trace.marker.symbol) == (slot.colour, slot.dash, slot.symbol)
        if one is None:
            assert len(trace.x) == len(trace.y) == len(trace.hovertext) == 0
        else:
            assert trace.name == one.name
            np.testing.assert_array_equal(trace.x, one.distances)
            np.testing.assert_array_equal(trace.y, one.values)
    assert figure.layout.title.text == balance.TITLES[question].format("Proofs")
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == balance.AXES[question]
    assert figure.layout.xaxis.type == "log"
    assert 10 ** figure.layout.xaxis.range[1] > 12_000  # the longest distance that is counted
    low, high = figure.layout.yaxis.range
    assert low < 0 < 1 < high


def test_pointing_tells_share_and_count():
    assert balance.hover(line("τ = 1")) == [
        "τ = 1, 1 characters: 100 % of 900",
        "τ = 1, 45 characters: 50 % of 12",
        "τ = 1, 1,448 characters: none of 3",
    ]


def test_what_is_said_is_the_longest_distance_that_was_counted():
    assert balance.describe_balance(view(networks=("τ = 1",))) == (
        "Proofs: share closed correctly. real source 100 % at 1,448 characters; "
        "5-gram 0 % at 1,448 characters; τ = 1 50 % at 45 characters."
    )
    empty = Balance("$ $", "open", (line("τ = 1", values=[np.nan] * 3),))
    assert balance.describe_balance(empty) == "$ $: share still open. Too few of them were counted."
