"""Phrases: the list of pairs by score, how many are joined at each threshold, and a sentence joined."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.log_plot import HALO
from unrolled.drawing.numerals import minus, percent
from unrolled.drawing.shapes import disc, rect
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.word2vec.phrases.record import Pair, Phrases

LIST, ROW, SHOWN = 52, 24, 6  # y of the first row's words, height of a row, rows
ENDS = (258, 324, 396, 476, 552)  # right edges of the numbers
NOW = LIST + SHOWN * ROW + 10
LEFT, RIGHT = 652, 886  # of the plot
PLOT = Axes(LEFT, 42, RIGHT - LEFT, 130, (2, 50_000), (1, 1e5), log_x=True, log_y=True, drop=18)
SENTENCE = NOW + 50
HEIGHT = 366
LETTER, PAD, GAP, LINE, LINES = 8.4, 7.0, 32.0, 50.0, 2  # sizes in the sentence, and lines there is room for


def describe_phrases(view: Phrases) -> str:
    """One sentence that says what is joined."""
    joined = ", ".join(f"{a}_{b}" for a, b in _joined(view)) or "nothing"
    at = f"; {view.now.name} scores {number(view.now.score)}" if view.now else ""
    return (
        f"Threshold {number(view.threshold)}, discount {view.discount:g}: {view.joined:,} pairs are joined, "
        f"with at most {percent(view.share)} of all words{at}; in the sentence {joined}."
    )


def phrases_drawing(view: Phrases) -> Drawing:
    """List, curves and sentence."""
    return Drawing.of(
        *_list(view),
        *_plot(view),
        *_sentence(view),
        height=HEIGHT,
        description="Pairs of words by their score, how many are joined by threshold, and a sentence joined.",
    )


def phrases_cursor(view: Phrases) -> Drawing:
    """The layer over it: the pair pointed at, and its score in numbers."""
    parts = []
    if view.now:
        y = LIST + (view.index - view.first) * ROW
        parts.append(rect(1.5, y - 17, ENDS[-1] + 8, ROW - 1, "none", "ink", 3, rx=5))
        for line, words in enumerate(_sum(view, view.now)):
            parts.append(note(words, 0, NOW + 20 * line, colour="ink"))
    return Drawing.of(*parts, height=HEIGHT, description=describe_phrases(view))


def number(value: float) -> str:
    """A score in a few signs: 22,281, 741, 35, 2.9."""
    return minus(f"{value:,.0f}" if abs(value) >= 9.95 else f"{value:z.1f}")


def _sum(view: Phrases, pair: Pair) -> tuple[str, str]:
    a, b = pair.alone
    verdict = "joined" if pair.joined else "not joined"
    chance = number(pair.chance) if pair.chance >= 0.1 else "under 0.1"
    return (
        f"{pair.name}: ({pair.together:,} − {view.discount:g}) · {view.words:,} / ({a:,} · {b:,}) = "
        f"{number(pair.score)}: {verdict}.",
        f"Words drawn one by one would stand side by side {chance} times, not {pair.together:,}.",
    )


def _list(view: Phrases) -> Iterator[str]:
    title = f"All pairs with “{view.word}”" if view.word else "Joined pairs"
    yield heading(f"{title}, best score first", 0, 16)
    if view.total:
        last = view.first + len(view.rows)
        yield note(f"{view.first + 1:,} to {last:,} of {view.total:,}", ENDS[-1], 16, "end")
    heads = ("together", "first", "second", "score", "as a word")
    for name, x in zip(heads, ENDS, strict=True):
        yield note(name, x, LIST - 20, "end")
    if not view.rows:
        words = (
            f"No pair scores more than {number(view.threshold)}: lower the threshold or δ."
            if not view.word
            else "The table has no pair with it that scores 2 or more."
        )
        yield label(words, 0, LIST)
    for k, pair in enumerate(view.rows):
        yield from _row(pair, LIST + k * ROW, view.first + k)


def _row(pair: Pair, y: float, pick: int) -> Iterator[str]:
    yield rect(2, y - 17, ENDS[-1] + 6, ROW - 2, "ground", rx=4, data_pick=pick)
    name = pair.name if pair.joined else f"{pair.first} {pair.second}"
    name = name if len(name) <= 25 else name[:24] + "…"
    paint = {"font_size": 14, "fill": css("ink" if pair.joined else "ink2")}
    yield text(name, 8, y, font_weight=700 if pair.joined else 400, **paint)
    numbers = (f"{pair.together:,}", f"{pair.alone[0]:,}", f"{pair.alone[1]:,}", number(pair.score), f"{pair.rank:,}.")
    for words, x in zip(numbers, ENDS, strict=True):
        yield text(words, x, y, text_anchor="end", **paint)


def _plot(view: Phrases) -> Iterator[str]:
    """The pairs joined over the thresholds, with a mark at the one in force."""
    yield heading("Pairs joined", LEFT - 50, 16)
    words = f"{view.joined:,}, {percent(view.share)} of the words"
    yield heading(words, RIGHT, 16, "end")
    yield from PLOT.ticks((10, 100, 1000, 10_000), [10**k for k in range(6)], ("1", "", "100", "", "10,000", ""))
    yield note("threshold", (LEFT + RIGHT) / 2, PLOT.bottom + 36, "middle", "ink")
    yield PLOT.line(view.thresholds, view.numbers, css("ink"), thick=2.5)
    x, y = PLOT.at(view.threshold, view.joined)
    yield PLOT.upright(view.threshold, css("ink2"), "2 4", 1.5)
    yield disc(x, y, 6, "predicted", "ground", 2, data_part="now")


def _joined(view: Phrases) -> list[tuple[str, str]]:
    words = view.sentence
    return [(words[k], words[k + 1]) for k, gap in enumerate(view.gaps) if gap.joined]


def places(view: Phrases) -> list[tuple[float, float, float]]:
    """Left, top and width of each word of the sentence; joined words stay in one line where they fit."""
    found, x, line = [], 0.0, 0
    for k, word in enumerate(view.sentence):
        wide = min(LETTER * len(word) + 2 * PAD, WIDTH)
        after = 0.0
        if k < len(view.gaps) and view.gaps[k].joined:
            after = GAP + LETTER * len(view.sentence[k + 1]) + 2 * PAD
        if x and x + wide + after > WIDTH:
            x, line = 0.0, line + 1
        found.append((x, SENTENCE + 10 + line * LINE, wide))
        x += wide + GAP
    return found


def _sentence(view: Phrases) -> Iterator[str]:
    boxes = places(view)
    room = SENTENCE + 10 + (LINES - 1) * LINE
    shown = [k for k, (_, y, _) in enumerate(boxes) if y <= room]
    hidden = len(boxes) - len(shown)
    yield rect(0, SENTENCE - 20, WIDTH, 1, "hair")
    yield heading("A sentence, joined", 0, SENTENCE)
    words = "below: scores, · under 2, bold above the threshold"
    yield note(f"{hidden} more words are not shown; {words}" if hidden else words, WIDTH, SENTENCE, "end")
    inside = {k + step for k, gap in enumerate(view.gaps) if gap.joined for step in (0, 1)}
    for k in shown:
        word, (x, y, wide) = view.sentence[k], boxes[k]
        if k not in inside:
            yield rect(x + 1, y, wide - 2, 30, "none", "edge", 1.5, rx=6)
        words = word if len(word) * LETTER <= WIDTH - 2 * PAD else word[:100] + "…"
        yield note(words, x + PAD, y + 20, colour="ink", class_="mono", font_weight=700 if k in inside else 400)
    for k in shown[:-1]:
        yield from _gap(view, k, boxes[k], boxes[k + 1])


def _gap(view: Phrases, k: int, left: tuple[float, float, float], right: tuple[float, float, float]) -> Iterator[str]:
    gap, (x, y, wide) = view.gaps[k], left
    same_line = right[1] == y
    middle = x + wide + (GAP / 2 if same_line else 0)
    if gap.joined and same_line:
        yield rect(x + 1, y, right[0] + right[2] - x - 2, 30, "none", "ink", 3, rx=6, data_part="joined")
        yield text("_", middle, y + 18, font_size=20, font_weight=700, text_anchor="middle", fill=css("ink"))
    words = "·" if isnan(gap.score) or gap.score < 2 else number(gap.score)
    weight, colour = (700, "ink") if gap.above else (400, "ink2")
    anchor = "middle" if same_line else "end"
    yield note(words, middle, y + 46, anchor, colour, font_weight=weight, **HALO)
