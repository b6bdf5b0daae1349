"""The n-grams of a caption as chips: how often each stands in the caption and in a reference, and what counts."""

from __future__ import annotations

from unrolled.drawing.layout import Box
from unrolled.drawing.letters import ADVANCE
from unrolled.drawing.numbers import frame
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label
from unrolled.lessons.captioning.bleu.record import BleuView
from unrolled.measuring.records.captions import Gram

SIZE, TALL, GAP, HEAD = 14, 27, 6, 44
KINDS = {"matched": ("right", "✓", None), "clipped": ("negative", "◐", None), "unmatched": ("wrong", "✗", "5 3")}


def kind(gram: Gram) -> str:
    """Whether all, some or none of an n-gram's occurrences count."""
    if not gram.clipped:
        return "unmatched"
    return "matched" if gram.clipped == gram.count else "clipped"


def short(words: str, most: int) -> str:
    """A text with an ellipsis where its end is left out."""
    return words if len(words) <= most else words[: most - 1] + "…"


def bold(size: float = 15, **paint: object) -> dict[str, object]:
    """Attributes of a heading."""
    return {"font_size": size, "font_weight": 700, "fill": css("ink")} | paint


def plain(size: float = 14, **paint: object) -> dict[str, object]:
    """Attributes of running text."""
    return {"font_size": size, "fill": css("ink")} | paint


def _label(gram: Gram) -> tuple[str, str]:
    words = short(" ".join(gram.words), 56)
    return words, f"{gram.count}·{gram.allowed}→{gram.clipped}"


def _wide(gram: Gram) -> float:
    return (sum(map(len, _label(gram))) + 3) * SIZE * ADVANCE + 18


def _pages(view: BleuView, room: Box) -> list[list[tuple[int, int, float]]]:
    """Number, row and x of each chip, page by page."""
    pages: list[list[tuple[int, int, float]]] = [[]]
    rows, row, x = int((room.height - HEAD + GAP) // (TALL + GAP)), 0, room.x
    for k, gram in enumerate(view.shown.grams):
        wide = _wide(gram)
        if x > room.x and x + wide > room.right:
            row, x = row + 1, room.x
        if row == rows:
            pages.append([])
            row = 0
        pages[-1].append((k, row, x))
        x += wide + GAP
    return pages


def drawn_chips(view: BleuView, room: Box) -> list[str]:
    """The chips that have room, with the one looked at among them; two lines above explain them."""
    pages = _pages(view, room)
    number = next((p for p, page in enumerate(pages) if any(k == view.cursor for k, _, _ in page)), 0)
    part = f" (part {number + 1} of {len(pages)}: ← and → go on)" if len(pages) > 1 else ""
    paint = plain(fill=css("ink2"))
    parts = [
        heading(f"The caption's {view.order}-grams{part}", room.x, room.y + 15),
        text(
            "in the caption · most in one reference → what counts   ✓ all  ◐ clipped  ✗ none",
            room.x,
            room.y + 34,
            **paint,
        ),
    ]
    if not view.shown.grams:
        words = f"none: the caption has {view.now.parts.length} words"
        return [*parts, label(words, room.x, room.y + 62)]
    for k, row, x in pages[number]:
        parts.append(_chip(view.shown.grams[k], k, x, room.y + HEAD + row * (TALL + GAP), looked=k == view.cursor))
    return parts


def _chip(gram: Gram, k: int, x: float, y: float, *, looked: bool) -> str:
    colour, mark, dashes = KINDS[kind(gram)]
    words, counts = _label(gram)
    wide, foot = _wide(gram), y + TALL / 2 + 5
    box = {"x": x, "y": y, "width": wide, "height": TALL, "rx": 7}
    drawn = element("rect", **box, fill=css("wash"), stroke=css(colour), stroke_width=1.8, stroke_dasharray=dashes)
    drawn += text(mark, x + 8, foot, font_size=SIZE, font_weight=700, fill=css(colour))
    drawn += text(words, x + 26, foot, class_="mono", **plain(SIZE))
    drawn += text(counts, x + wide - 8, foot, class_="mono", **plain(SIZE, fill=css("ink2"), text_anchor="end"))
    outline = frame(x - 1, y - 1, wide + 2, TALL + 2) if looked else ""
    return drawn + outline + element("rect", **box, fill="transparent", data_pick=k)
