"""How to read a table: scores on one axis with the trivial one as a line, and below it what the trivial model knows."""

from __future__ import annotations

from unrolled.drawing.layout import picture
from unrolled.drawing.svg import Drawing
from unrolled.lessons.table1.reading.figure import knows, scores
from unrolled.lessons.table1.reading.record import Reading, percent, score_text

HEIGHT = 372
SCORES, KNOWS = picture(HEIGHT).cut_top(226, gap=8)


def reading_drawing(view: Reading) -> Drawing:
    """Above, the scores of all models; below, what the trivial model knows."""
    return Drawing.of(
        *scores.drawn(view, SCORES), *knows.drawn(view, KNOWS), height=HEIGHT, description=describe_reading(view)
    )


def describe_reading(view: Reading) -> str:
    """One sentence that says what the panel shows."""
    one = view.scores[view.row]
    paper, ours = (None if score is None else score_text(score, accuracy=view.higher)
                   for score in (one.published, one.ours))  # fmt: skip
    if view.wait != view.paper_wait:
        theirs = f"there the paper’s {one.name} loses {paper}" if paper else f"the paper has no {one.name}"
        return (f"At T = {view.wait:,} a model without memory loses {score_text(view.floor)}, at the paper’s "
                f"T = {view.paper_wait:,} it loses {score_text(view.trivial)}; {theirs}.")  # fmt: skip
    of = f" of the trivial {'error' if view.higher else 'loss'}"
    theirs = (
        f"the paper {paper} = {percent(view.share(one.published))}{of}"
        if one.published is not None
        else "not in the paper"
    )
    mine = "not run"
    if one.ours is not None:
        mine = f"{ours} = {percent(view.share(one.ours))}{'' if paper else of} ({one.words})"
    return f"{one.name} on {view.title}: {theirs}, ours {mine}."
