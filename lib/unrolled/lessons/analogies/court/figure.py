"""The analogy court: a bar for each section, with the marks of two baselines."""

from __future__ import annotations

import math
from collections.abc import Sequence

from unrolled.drawing.shapes import rect, rule, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.type import heading, note
from unrolled.lessons.analogies.court.record import Court, Score

HEIGHT = 376
LEFT_COLUMN, RIGHT_COLUMN, COLUMN = 0, 454, 438  # x of the columns; width of each
LEFT, LONG = 184, 144  # of the bars, from a column's left side
TOP, TALL, GAP = 50, 28, 6  # of the first bar; of each; before a sum
NONE = "–"


def describe_court(shown: Court) -> str:
    """One sentence that says what score comes out, of what."""
    if shown.hearing is None:
        return "The court sits: no section has been heard yet."
    hearing, total = shown.hearing, shown.score("total")
    inputs = "allowed" if shown.allowed else "left out"
    policy = "counted wrong" if shown.strict else "left out"
    return (
        f"{per_cent(total.share)} of the questions answered correctly ("
        f"{per_cent(shown.score('semantic').share)} semantic, "
        f"{per_cent(shown.score('syntactic').share)} syntactic), {hearing.size:,} words, {hearing.method}, "
        f"{pairs_in_words(hearing.pairs)}, input words {inputs}; questions with unknown words {policy}, "
        f"{total.covered:,} of {total.asked:,} covered; the nearest neighbour of c alone {per_cent(total.alone)}, "
        f"b − a alone {per_cent(total.offset)}."
    )


def pairs_in_words(pairs: int) -> str:
    """How many pairs were averaged, in words."""
    return {0: "all other pairs averaged", 1: "one pair"}.get(pairs, f"{pairs} pairs averaged")


def per_cent(share: float) -> str:
    """A share with one decimal; a dash where there is no question."""
    return NONE if math.isnan(share) else f"{100 * share:.1f} %"


def court_drawing(shown: Court) -> Drawing:
    """Semantic sections at the left, with all together below them, and syntactic ones at the right."""
    return Drawing.of(*_head(shown), *_columns(shown), height=HEIGHT, description=describe_court(shown))


def _head(shown: Court) -> list[str]:
    parts = [heading("Correct answers", 2, 16)]
    if shown.waiting:
        words = "the court sits; the bars are of the case before" if shown.hearing else "the court sits"
        parts.append(note(words, 216, 16, colour="ink", font_style="italic"))
    elif shown.hearing:
        words = f"{shown.hearing.about.split(',')[0]}, {shown.hearing.size:,} words, in {shown.hearing.seconds:.1f} s"
        parts.append(note(words, 216, 16))
    parts += [_diamond(600, 11), note("nearest to c alone", 612, 16)]
    return [*parts, _triangle(766, 11), note("to b − a alone", 778, 16)]


def _columns(shown: Court) -> list[str]:
    if not shown.scores:
        return []
    kinds = [score.kind for score in shown.scores]
    middle = kinds.index("semantic") + 1
    semantic, syntactic, total = shown.scores[:middle], shown.scores[middle:-1], shown.scores[-1]
    parts, foot = _column(semantic, LEFT_COLUMN, total)
    more, _ = _column(syntactic, RIGHT_COLUMN)
    notes = [note(words, LEFT_COLUMN + 2, foot + 30 + 19 * k, colour="ink") for k, words in enumerate(_notes(shown))]
    return [*parts, *more, *notes]


def _column(scores: Sequence[Score], x: float, total: Score | None = None) -> tuple[list[str], float]:
    """Bars below each other, the sum last, and perhaps the sum of all; and the base line of the axis's numbers."""
    y = float(TOP)
    places = []
    for score in [*scores, *([total] if total else [])]:
        y += 0 if score.kind == "section" else GAP
        places.append((score, y))
        y += TALL
    parts = [note("questions", x + COLUMN, TOP - 8, "end")]
    for share in (0, 0.5, 1):
        at = x + LEFT + LONG * share
        parts += [rule(at, TOP - 4, at, y + 2, "hair", 1), note(f"{100 * share:.0f} %", at, y + 18, "middle")]
    for score, top in places:
        parts += _bar(score, x, top)
    return parts, y + 18


def _bar(score: Score, x: float, y: float) -> list[str]:
    is_sum = score.kind != "section"
    middle, left, weight = y + TALL / 2, x + LEFT, 700 if is_sum else 400
    name = {"total": "all questions", "semantic": "semantic, all", "syntactic": "syntactic, all"}.get(
        score.kind, score.name
    )
    parts = [note(name, left - 8, middle + 5, "end", "ink", font_weight=weight)]
    covered = f"{score.covered:,}"
    parts.append(note(covered, x + COLUMN, middle + 5, "end"))
    if math.isnan(score.share):
        parts.append(note("no question is covered", left + 6, middle + 5))
        return parts
    parts.append(rect(left, y + 4, LONG * score.share, TALL - 8, "predicted", fill_opacity=1 if is_sum else 0.55))
    parts += [_diamond(left + LONG * score.alone, middle), _triangle(left + LONG * score.offset, middle)]
    right = left + max(LONG * score.share, LONG * score.alone + 6, LONG * score.offset + 6) + 5
    return [*parts, note(per_cent(score.share), right, middle + 5, colour="ink", font_weight=weight)]


def _diamond(x: float, y: float) -> str:
    return shape(f"M{x:.2f} {y - 7}l6.5 7l-6.5 7l-6.5 -7z", "ground", "ink", 2)


def _triangle(x: float, y: float) -> str:
    return shape(f"M{x:.2f} {y - 5.5}l6.5 11h-13z", "baseline", "ground", 1.5)


def _notes(shown: Court) -> list[str]:
    """What is worth saying of this state, in lines."""
    if shown.hearing is None:
        return []
    total = shown.score("total")
    if shown.allowed:
        return [
            f"In {per_cent(shown.echoed)} of the covered questions an input",
            "word comes first. The rule that excludes them",
            "is part of every published score.",
        ]
    if total.covered < total.asked:
        policy = "counted wrong" if shown.strict else "left out, and with them the rare words"
        return [
            f"{total.asked - total.covered:,} questions hold a word that is not here.",
            f"They are {policy}.",
            "Those that are left are the easier ones.",
        ]
    return [
        f"It chooses among {shown.hearing.size:,} words only, which hold every",
        "word of the questions: fewer wrong words compete",
        "with the right one than in the papers.",
    ]
