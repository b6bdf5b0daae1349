"""Small signs beside a number, drawn so that every font has them, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from unrolled.drawing.shapes import disc, shape
from unrolled.drawing.type import heading, note

Mark = tuple[float, Callable[[float, float], str]]  # its width, and what draws it at a left edge and a base line


def trivial_like() -> Mark:
    """Two waves: no better than the trivial model by more than 4 %."""
    return 10, lambda x, y: heading("≈", x, y, colour="wrong")


def clock() -> Mark:
    """A clock: time ended before the recipe did."""

    def draw(x: float, y: float) -> str:
        hands = f"M{x + 5:g} {y - 8:g}V{y - 5:g}H{x + 7.4:g}"
        return disc(x + 5, y - 5, 4.3, "none", "ink", 1.3) + shape(hands, "none", "ink", 1.3)

    return 11, draw


def improving(higher: bool) -> Mark:
    """An arrow: still rising, or still falling."""

    def draw(x: float, y: float) -> str:
        ends, tip = ((y, y - 10), 3.5) if higher else ((y - 10, y), -3.5)
        path = f"M{x + 4:g} {ends[0]:g}V{ends[1]:g}m-3 {tip:g}l3 {-tip:g}l3 {tip:g}"
        return shape(path, "none", "ink", 1.4)

    return 9, draw


def seeds(count: int) -> Mark:
    """A dot for each seed, in two rows."""

    def draw(x: float, y: float) -> str:
        dots = range(min(count, 8))
        return "".join(disc(x + 2 + 4.4 * (k // 2), y - 7.5 + 5 * (k % 2), 1.7, "ink2") for k in dots)

    return 4.4 * ((min(count, 8) + 1) // 2) + 1, draw


def verdict(which: str) -> Mark:
    """A tick where ours is better than the paper's, = where both are equal, a cross where it is worse."""
    sign, colour = {"better": ("✓", "right"), "equal": ("=", "ink"), "worse": ("✗", "wrong")}[which]
    return 12, lambda x, y: note(sign, x, y, colour=colour, font_weight=700)


def drawn(marks: Sequence[Mark], x: float, y: float) -> str:
    """Marks side by side."""
    parts = []
    for wide, draw in marks:
        parts.append(draw(x, y))
        x += wide
    return "".join(parts)
