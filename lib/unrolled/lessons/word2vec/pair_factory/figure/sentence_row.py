"""The sentence of the pair factory: who is kept, how far the window reaches, which pairs there are."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from unrolled.drawing.arrow_map import wide
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.shapes import rule, shape
from unrolled.drawing.svg import element, escape, text
from unrolled.drawing.theme import SIZES, css
from unrolled.drawing.type import note
from unrolled.lessons.word2vec.pair_factory.record import PairFactory

BOX, TALL, GAP = 84, 38, 6  # top and height of the words' boxes, and what is between them
NARROW = 44  # no box is narrower: the count below has to fit
MORE = 44  # room at either end for what is not shown


def share(p: float) -> str:
    """A probability of any size in percent, two figures: "16 %", "5.2 %", "0.0025 %"."""
    return f"{100 * p:.0f} %" if p >= 0.0995 else f"{100 * p:.2g} %"


def heading(number: int, words: str, note: str, x: float, y: float) -> str:
    """A numbered heading with a note beside it."""
    bold = element("tspan", f"{number}&#160;&#160;{escape(words)}", text_anchor="start", font_weight=700)
    quiet = element("tspan", note, dx=8, fill=css("ink2"))
    return element("text", bold + quiet, x=x, y=y, font_size=SIZES["note"], fill=css("ink"))


def short(word: str) -> str:
    """A word cut to what there is room for."""
    return word if len(word) <= 17 else word[:16] + "…"


class _Row:
    """The boxes of the words: all of them or, where there is no room, those around the pair looked at.

    Attributes:
        places: left and width of each word's box, by its place in the sentence.
        before, after: how many words are not shown at either end.
    """

    def __init__(self, view: PairFactory):
        sizes = [max(NARROW, _across(short(word)) + 14) + GAP for word in view.words]
        first, last = self._slice(sizes, view)
        spare = WIDTH - 4 + GAP - sum(sizes)
        sizes = [size + min(max(spare, 0) / len(sizes), 16) for size in sizes]
        x = 2.0 + MORE * (first > 0)
        self.places: dict[int, tuple[float, float]] = {}
        for k in range(first, last + 1):
            self.places[k] = (x, sizes[k] - GAP)
            x += sizes[k]
        self.before, self.after = first, len(sizes) - 1 - last

    @staticmethod
    def _slice(sizes: Sequence[float], view: PairFactory) -> tuple[int, int]:
        """The first and last word shown: the whole sentence or, from the centre and its pair on, as many as fit."""
        room = WIDTH + GAP - 4
        if sum(sizes) <= room:
            return 0, len(sizes) - 1
        room -= 2 * MORE
        centre = view.centre or 0
        near = view.pairs[view.place][1][0] if view.pairs else centre
        first, last = min(centre, near), max(centre, near)
        if sum(sizes[first : last + 1]) > room:
            first = last = centre
        for away in range(1, len(sizes)):
            for k in (centre + away, centre - away):
                beside = k in (first - 1, last + 1) and 0 <= k < len(sizes)
                if beside and sum(sizes[min(first, k) : max(last, k) + 1]) <= room:
                    first, last = min(first, k), max(last, k)
        return first, last

    def middle(self, k: int) -> float:
        """x of the middle of a word; of words not shown, beyond the edge."""
        if k in self.places:
            return self.places[k][0] + self.places[k][1] / 2
        return 12 if k < min(self.places) else WIDTH - 12


def _across(word: str) -> float:
    """About how wide a word is; capitals and signs of East Asia are wider than other letters."""
    more = sum(2.0 if east_asian_width(sign) in "WF" else sign.isupper() for sign in word)
    return wide(word, bold=True, size=16) + 0.2 * 16 * more


def sentence(view: PairFactory) -> list[str]:
    """Words with their chances and counts, arcs to the words of the window, and its bracket."""
    row = _Row(view)
    corpus = f"how often it stands in {view.corpus / 1e6:.1f} million words"
    below = f"below a word: {corpus}"
    if view.threshold:
        below = f"below a word: its chance to be kept, {corpus}; struck: left out"
    parts = [heading(1, "One window", below, 2, 18)]
    parts += [part for k in row.places for part in _word(view, row, k)]
    if row.before:
        parts.append(note(f"‹ {row.before}", 2, BOX + 25, font_size=16))
    if row.after:
        parts.append(note(f"{row.after} ›", WIDTH - 2, BOX + 25, "end", font_size=16))
    return parts + ([] if view.centre is None else _arcs(view, row, view.centre) + _bracket(view, row))


def _pick(view: PairFactory, k: int) -> int | None:
    """The pair a click on a word goes to: this centre's pair with it, or else its own first one as a centre."""
    for number, (centre, places) in enumerate(view.pairs):
        if view.model == "skip-gram" and centre == view.centre and k in places:
            return number
    return next((number for number, (centre, _) in enumerate(view.pairs) if centre == k), None)


def _word(view: PairFactory, row: _Row, k: int) -> list[str]:
    (x, across), word = row.places[k], view.words[k]
    middle, known, kept = x + across / 2, view.counts[k] > 0, view.kept[k]
    is_centre, is_near = k == view.centre, k in view.around
    looked_at = is_near and k in view.pairs[view.place][1]
    frame = {"x": x, "y": BOX, "width": across, "height": TALL, "rx": 6, "data_pick": _pick(view, k)}
    paint = {"fill": css("ground"), "stroke": css("edge"), "stroke_width": 1.5}
    if is_centre:
        paint = {"fill": css("ink"), "stroke": css("ink"), "stroke_width": 1.5}
    elif is_near:
        paint |= {"stroke": css("predicted"), "stroke_width": 4 if looked_at else 2.5}
    elif not kept:
        paint |= {"fill": css("wash"), "stroke_dasharray": "4 3"}
    letters = {"font_size": 16, "text_anchor": "middle", "pointer_events": "none"}
    colour = css("ground" if is_centre else "ink" if kept else "ink2")
    parts = [element("rect", **frame, **paint)]
    if is_near:
        parts.append(element("rect", **{**frame, "data_pick": None}, fill=css("predicted"), opacity=0.1,
                             pointer_events="none"))  # fmt: skip
    weight = 700 if is_centre or is_near else 400
    parts.append(text(short(word), middle, BOX + 25, fill=colour, font_weight=weight, **letters))
    if not kept:
        parts.append(rule(x + 5, BOX + 19, x + across - 5, BOX + 19, "ink2", 1.8, pointer_events="none"))
    y = BOX + TALL + 18
    if view.threshold or not known:
        chance = share(float(view.chances[k])) if known else "none"
        parts.append(note(chance, middle, y, "middle", "ink" if kept else "ink2", font_weight=400 if kept else 700))
        y += 18
    return [*parts, note(_count(int(view.counts[k])), middle, y, "middle")]


def _count(number: int) -> str:
    """Short enough for a narrow box: 215, 1,746, 142k."""
    return f"{number:,}" if number < 10_000 else f"{number / 1000:.0f}k"


def _arcs(view: PairFactory, row: _Row, centre: int) -> list[str]:
    """From the centre to each word it predicts; in CBOW from each word around to the centre."""
    middle, foot, parts = row.middle(centre), _feet(view, row, centre), []
    for places, thick in ((view.around, 2.0), (view.pairs[view.place][1], 4.5)):
        for k in places:
            x = row.middle(k)
            start, end = (foot[k], x) if view.model == "skip-gram" else (x, foot[k])
            top = BOX - 14 - min(0.13 * abs(x - middle), 44)
            path = f"M{start:.1f},{BOX - 2} C{start:.1f},{top:.1f} {end:.1f},{top:.1f} {end:.1f},{BOX - 11}"
            head = f"M{end:.1f},{BOX - 2} l-5.5,-11 h11 Z"
            parts += [shape(path, "none", "predicted", thick), shape(head, "predicted")]
    return parts


def _feet(view: PairFactory, row: _Row, centre: int) -> dict[int, float]:
    """Where each arc stands on the centre's box: the nearest word's outermost, so that no two cross."""
    middle, half = row.middle(centre), row.places[centre][1] / 2 - 8
    feet = {}
    for side in (-1, 1):
        beside = sorted((k for k in view.around if (k - centre) * side > 0), key=lambda k: -abs(k - centre))
        step = min(9.0, half / max(len(beside), 1))
        feet |= {k: middle + side * step * (rank + 0.6) for rank, k in enumerate(beside)}
    return feet


def _bracket(view: PairFactory, row: _Row) -> list[str]:
    """Under the words from the first to the last one that the drawn window reaches."""
    ends = [row.places[k] for k in (view.centre, *view.around) if k in row.places]
    left, right = min(x for x, _ in ends), max(x + across for x, across in ends)
    left, right = min(left, *map(row.middle, view.around)), max(right, *map(row.middle, view.around))
    y = BOX + TALL + 42
    words = f"window drawn: {view.reaches[view.centre]} of at most {view.window}"
    half = wide(words, bold=True, size=15) / 2
    x = min(max((left + right) / 2, half), WIDTH - half)
    path = f"M{left:.1f},{y} v7 H{right:.1f} v-7"
    return [
        shape(path, "none", "ink", 2),
        text(words, x, y + 24, font_size=15, font_weight=700, text_anchor="middle", fill=css("ink")),
    ]
