"""Axes between two words, and lists to try them on.

The lists are ours: a handful of words each, in an order that most people would agree to. They stand in for a published
set, and no score on them is more than a first look.
"""

from __future__ import annotations

from typing import NamedTuple


class AxisExample(NamedTuple):
    """An axis and a list.

    Attributes:
        name: for a button.
        ends: two words, from and to.
        words: in groups with < between them: what stands left should come first on the axis.
    """

    name: str
    ends: str
    words: str


EXAMPLES = (
    AxisExample(
        "cat–dog", "cat dog", "tiger lion leopard panther feline cats < wolf fox hound breed dogs"
    ),
    AxisExample(
        "small–large", "small large", "ant < bee < mouse < rat < cat < dog < sheep < horse < elephant < whale"
    ),
    AxisExample(
        "cold–hot", "cold hot", "ice snow winter frost siberia greenland < summer desert fire oven sahara jamaica"
    ),
    AxisExample(
        "man–woman",
        "man woman",
        "king prince uncle father brother actor < queen princess aunt mother sister actress",
    ),
    AxisExample(
        "bad–good",
        "bad good",
        "terrible awful poor horrible disaster evil < excellent great wonderful happy success honest",
    ),
)  # fmt: skip
