"""The analogy court: a bar for each section with the marks of two baselines, and published scores beside ours."""

from __future__ import annotations

import math
from itertools import pairwise

from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import SANS, css
from unrolled.lessons.analogies.court.record import Court, Score

WIDTH, HEIGHT = 1060, 566
NAME, LEFT, LONG = 192, 204, 274  # right end of names; the bars
COUNT = 610  # right end of the numbers of questions
TOP, TALL, GAP = 74, 25, 9  # of the first bar; of each; before and after a sum
SIDE, COLUMNS = 640, (186, 258, 314, 364, 414)  # the table; right ends of its columns
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}}"
NONE = "–"


def describe_court(shown: Court) -> str:
    """One sentence that says what score comes out, of what."""
    if shown.hearing is None:
        return "The court sits: no section has been heard yet."
    hearing, total = shown.hearing, shown.score("total")
    inputs = "allowed" if shown.allowed else "left out"
    policy = "counted wrong" if shown.strict else "left out"
    return (
        f"{per_cent(total.share)} of the questions answered rightly ("
        f"{per_cent(shown.score('semantic').share)} semantic, "
        f"{per_cent(shown.score('syntactic').share)} syntactic), {hearing.size:,} words, {hearing.method}, "
        f"{pairs_in_words(hearing.pairs)}, words asked with {inputs}; questions with unknown words {policy}, "
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
    """Bars at the left, the table at the right."""
    return Drawing.of(
        *_head(shown), *_bars(shown), *_table(shown), width=WIDTH, height=HEIGHT, description=describe_court(shown),
        style=STYLE,
    )  # fmt: skip


def _head(shown: Court) -> list[str]:
    title = "Answered rightly, by section"
    parts = [text(title, 2, 18, font_size=16, font_weight=700, fill=css("ink"))]
    parts.append(text("covered / asked", COUNT, 47, font_size=14, text_anchor="end", fill=css("ink2")))
    if shown.waiting:
        words = "the court sits; the bars are of the case before" if shown.hearing else "the court sits"
        parts.append(text(words, 246, 18, font_size=14, font_style="italic", fill=css("ink")))
    elif shown.hearing:
        words = f"in {shown.hearing.seconds:.1f} seconds"
        parts.append(text(words, 246, 18, font_size=14, fill=css("ink2")))
    parts += [_diamond(LEFT + 7, 42), text("the neighbour of c alone", LEFT + 20, 47, font_size=14, fill=css("ink2"))]
    parts += [_triangle(LEFT + 203, 42), text("b − a alone", LEFT + 216, 47, font_size=14, fill=css("ink2"))]
    return parts


def _bars(shown: Court) -> list[str]:
    parts, y = [], float(TOP)
    count = len(shown.scores) or 17
    bottom = TOP + count * TALL + 5 * GAP
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = LEFT + LONG * share
        parts.append(element("line", x1=x, x2=x, y1=TOP - 8, y2=bottom, stroke=css("hair"), stroke_width=1))
        name = f"{100 * share:.0f} %"
        parts.append(text(name, x, bottom + 18, font_size=14, text_anchor="middle", fill=css("ink2")))
    for k, score in enumerate(shown.scores):
        is_sum = score.kind != "section"
        y += GAP if is_sum and shown.scores[k - 1].kind == "section" else 0
        parts += _bar(score, y, is_sum=is_sum)
        y += TALL + (GAP if is_sum else 0)
    return parts


def _bar(score: Score, y: float, *, is_sum: bool) -> list[str]:
    middle, weight = y + TALL / 2, 700 if is_sum else 400
    line = {"font_size": 15, "font_weight": weight}
    parts = [text(score.name, NAME, middle + 5, text_anchor="end", fill=css("ink"), **line)]
    counts = f"{score.covered:,} / {score.asked:,}"
    parts.append(text(counts, COUNT, middle + 5, font_size=14, text_anchor="end", fill=css("ink2")))
    if math.isnan(score.share):
        parts.append(text("no question is covered", LEFT + 6, middle + 5, font_size=14, fill=css("ink2")))
        return parts
    bar = {"x": LEFT, "y": y + 3, "width": LONG * score.share, "height": TALL - 6}
    parts.append(element("rect", **bar, fill=css("predicted"), fill_opacity=1 if is_sum else 0.55))
    parts += [_diamond(LEFT + LONG * score.alone, middle), _triangle(LEFT + LONG * score.offset, middle)]
    x = LEFT + max(LONG * score.share, LONG * score.alone + 6, LONG * score.offset + 6) + 5
    parts.append(text(per_cent(score.share), x, middle + 5, fill=css("ink"), **line))
    return parts


def _diamond(x: float, y: float) -> str:
    shape = f"M{x:.2f} {y - 7}l6.5 7l-6.5 7l-6.5 -7z"
    return element("path", d=shape, fill=css("ground"), stroke=css("ink"), stroke_width=2)


def _triangle(x: float, y: float) -> str:
    shape = f"M{x:.2f} {y - 5.5}l6.5 11h-13z"
    return element("path", d=shape, fill=css("baseline"), stroke=css("ground"), stroke_width=1.5)


def _table(shown: Court) -> list[str]:
    """Ours first, then published scores; under it, what stops them from being compared as they stand."""
    parts = [text("Beside published scores, in %", SIDE, 18, font_size=16, font_weight=700, fill=css("ink"))]
    heads = ("dimensions ·", "possible", "", "", ""), ("words read", "answers", "sem.", "syn.", "all")
    for row, names in enumerate(heads):
        for x, name in zip(COLUMNS, names, strict=True):
            if name:
                parts.append(text(name, SIDE + x, 47 + 17 * row, font_size=14, text_anchor="end", fill=css("ink2")))
    y = 72.0
    parts.append(element("rect", x=SIDE, y=y, width=WIDTH - SIDE, height=1.5, fill=css("edge")))
    y = _ours(shown, parts, y)
    for one in shown.published:
        values = (*(f"{share:.{one.digits}f}" for share in (one.semantic, one.syntactic, one.total)),)
        parts += _line(y, one.name, one.source, f"{one.dimensions} · {one.corpus}", one.vocabulary, values, bold=False)
        y += 54
    for k, words in enumerate(_notes(shown)):
        parts.append(text(words, SIDE, y + 22 + 21 * k, font_size=15, fill=css("ink")))
    return parts


def _ours(shown: Court, parts: list[str], y: float) -> float:
    """Adds our row; returns where the next one begins."""
    if shown.hearing is None:
        return y + 8
    hearing = shown.hearing
    kinds = ("semantic", "syntactic", "total")
    values = [per_cent(shown.score(kind).share).removesuffix(" %") for kind in kinds]
    name, _, corpus = hearing.about.partition(",")
    wash = {"x": SIDE, "y": y + 2, "width": WIDTH - SIDE, "height": 50, "fill": css("wash")}
    parts.append(element("rect", **wash))
    which = f"{hearing.dimensions} · {_corpus(corpus)}"
    parts += _line(y, f"{name[:22]}, here", f"{pairs_in_words(hearing.pairs)}, {hearing.method}", which,
                   f"{hearing.size:,}", values, bold=True)  # fmt: skip
    return y + 58


def _corpus(about: str) -> str:
    """6B from "100 dimensions, 6 billion words of ..."; empty if no number of words is told."""
    words = about.replace(",", " ").split()
    for number, unit in pairwise(words):
        if unit in ("billion", "million") and number.replace(".", "").isdigit():
            return number + unit[0].upper()
    return "?"


def _line(y: float, name: str, source: str, which: str, size: str, values: list | tuple, *, bold: bool) -> list[str]:
    weight = 700 if bold else 400
    parts = [text(name, SIDE + 6, y + 22, font_size=15, font_weight=weight, fill=css("ink"))]
    parts.append(text(source, SIDE + 6, y + 43, font_size=14, fill=css("ink2")))
    for x, words in zip(COLUMNS, (which, size, *values), strict=False):
        parts.append(
            text(words, SIDE + x, y + 22, font_size=15, font_weight=weight, text_anchor="end", fill=css("ink"))
        )
    return parts


def _notes(shown: Court) -> list[str]:
    """What is worth saying of this state, in lines."""
    if shown.hearing is None:
        return []
    total = shown.score("total")
    if shown.allowed:
        return [
            f"In {per_cent(shown.echoed)} of the covered questions a word",
            "asked with comes first. The rule that leaves them",
            "out is part of every published score.",
        ]
    if total.covered < total.asked:
        policy = "counted wrong" if shown.strict else "left out, and with them the rare words"
        return [
            f"{total.asked - total.covered:,} questions hold a word that is not here.",
            f"They are {policy}.",
            "Fewer possible answers make the rest easier.",
        ]
    return [
        f"Chosen among {shown.hearing.size:,} words only, which hold every",
        "word of the questions: fewer wrong answers to",
        "fall for than in the tables of the papers.",
    ]
