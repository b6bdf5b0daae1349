"""A score against what it cost, each model a mark with its seeds; or time and memory against length."""

from __future__ import annotations

from unrolled.drawing.layout import HEIGHT
from unrolled.drawing.svg import Drawing
from unrolled.lessons.table1.cost.figure import growth, marks
from unrolled.lessons.table1.cost.figure.words import cost_words, score_words
from unrolled.lessons.table1.cost.record import ByLength, Cost
from unrolled.lessons.table1.the_table.record import COLUMNS

ALIKE = 1.05  # costs that differ by no more than that are about the same


def cost_drawing(view: Cost) -> Drawing:
    """The picture of what is asked for."""
    parts = growth.drawn(view.by_length) if view.against == "length" else marks.drawn(view)
    return Drawing.of(*parts, height=HEIGHT, description=describe_cost(view))


def describe_cost(view: Cost) -> str:
    """One sentence that says what the panel shows."""
    if view.against == "length":
        return _by_length(view.by_length)
    if not view.run:
        known = any(mark.scores for mark in view.marks)
        return f"{view.title}, {view.settings}: {'this cost was not measured' if known else 'not run'}."

    def mean(mark) -> float:
        return sum(mark.scores) / len(mark.scores)

    def told(mark) -> str:
        return f"{score_words(mean(mark), view.metric)} for {cost_words(mark.costs[view.against], view.against)}"

    best = (max if view.higher else min)(view.run, key=mean)
    cheap = min(view.run, key=lambda mark: mark.costs[view.against])
    if len(view.run) == 1:
        return f"{view.title}, {view.settings}: {COLUMNS[best.model]} alone was run, {told(best)}."
    if best is cheap:
        return f"{view.title}: {COLUMNS[best.model]} is best and cheapest, {told(best)}."
    costs = [mark.costs[view.against] for mark in view.run]
    if max(costs) < ALIKE * min(costs):
        return f"{view.title}: {COLUMNS[best.model]} is best, {told(best)}; the others cost about the same."
    return (
        f"{view.title}: {COLUMNS[best.model]} is best, {told(best)}; {COLUMNS[cheap.model]} is cheapest, {told(cheap)}."
    )


def _by_length(grown: ByLength) -> str:
    if not grown.bytes:
        return "What an update costs by length was not measured."
    longest = int(grown.lengths[-1])
    values, against = (grown.milliseconds, "milliseconds") if grown.milliseconds else (grown.bytes, "bytes")
    low, high = (pick(values, key=lambda model: values[model][-1]) for pick in (min, max))
    ends = [f"{COLUMNS[model]} {cost_words(values[model][-1], against)}" for model in (low, high)]
    return f"An update at {longest:,} steps, least and most: {ends[0]}, {ends[1]}."
