"""Room in a picture: a box is cut into smaller ones, in place of pixel positions written down one by one.

A picture that fits its panel on a laptop's screen is at most ``WIDTH`` by ``HEIGHT``; it is shown at that size and
never enlarged, so that 14 is the smallest type there may be.

    frame = picture(300)
    heading, rest = frame.cut_top(24)
    plot, table = rest.cut_left(560, gap=24)
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 894, 380


@dataclass(frozen=True)
class Box:
    """A rectangle in the coordinates of a drawing.

    Attributes:
        x: of the left edge.
        y: of the upper edge.
        width: in pixels at 100 %.
        height: likewise.
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    def cut_top(self, height: float, *, gap: float = 0) -> tuple[Box, Box]:
        """The upper part of this height, and what is left below a gap.

        Raises:
            ValueError: if there is less room; this is true of the other cuts, too.
        """
        self._check(height + gap, self.height)
        upper = Box(self.x, self.y, self.width, height)
        return upper, Box(self.x, self.y + height + gap, self.width, self.height - height - gap)

    def cut_bottom(self, height: float, *, gap: float = 0) -> tuple[Box, Box]:
        """The lower part of this height, and what is left above a gap."""
        rest, lower = self.cut_top(self.height - height - gap, gap=gap)
        return lower, rest

    def cut_left(self, width: float, *, gap: float = 0) -> tuple[Box, Box]:
        """The left part of this width, and what is left beside a gap."""
        self._check(width + gap, self.width)
        left = Box(self.x, self.y, width, self.height)
        return left, Box(self.x + width + gap, self.y, self.width - width - gap, self.height)

    def cut_right(self, width: float, *, gap: float = 0) -> tuple[Box, Box]:
        """The right part of this width, and what is left beside a gap."""
        rest, right = self.cut_left(self.width - width - gap, gap=gap)
        return right, rest

    def columns(self, count: int, *, gap: float = 0) -> tuple[Box, ...]:
        """So many boxes of one width, side by side."""
        width = (self.width - gap * (count - 1)) / count
        return tuple(Box(self.x + k * (width + gap), self.y, width, self.height) for k in range(count))

    def rows(self, count: int, *, gap: float = 0) -> tuple[Box, ...]:
        """So many boxes of one height, one below the other."""
        height = (self.height - gap * (count - 1)) / count
        return tuple(Box(self.x, self.y + k * (height + gap), self.width, height) for k in range(count))

    @staticmethod
    def _check(wanted: float, there: float) -> None:
        if not 0 <= wanted <= there + 1e-9:
            raise ValueError(f"{wanted:g} pixels were asked for, and there are {there:g}.")


def picture(height: float = HEIGHT) -> Box:
    """The whole of a picture that fits its panel.

    Raises:
        ValueError: if it is higher than fits a laptop's screen.
    """
    if height > HEIGHT:
        raise ValueError(f"A picture of {height:g} pixels does not fit a panel: {HEIGHT} is the most.")
    return Box(0, 0, WIDTH, height)
