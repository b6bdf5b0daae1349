"""The branches of a beam tree: lines between words, and the words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from unrolled.drawing.shapes import disc, shape
from unrolled.drawing.svg import element
from unrolled.drawing.theme import css
from unrolled.lessons.captioning.beam.figure.rows import GAP, SIZE, Laid, Node, fitting, width_of
from unrolled.lessons.captioning.beam.record import END, BeamTree, Words

PAINT = {
    "dropped": {"stroke": css("hair"), "stroke_width": 1.5},
    "finalist": {"stroke": css("edge"), "stroke_width": 1.5},
    "greedy": {"stroke": css("negative"), "stroke_width": 2.5, "stroke_dasharray": "4 3"},
    "best": {"stroke": css("predicted"), "stroke_width": 3.5},
}
INKS = {"dropped": "baseline", "finalist": "ink", "greedy": "negative", "best": "ink"}


def _kind(tree: BeamTree, laid: Laid, node: Node) -> str:
    """What a word belongs to: the best path, greedy's, another finalist's, or none."""
    size = len(node.path)
    if tree.best.path[:size] == node.path:
        return "best"
    if tree.greedy.path[:size] == node.path:
        return "greedy"
    if any(row.rank and row.path[:size] == node.path for row in laid.rows):
        return "finalist"
    return "dropped"


def lines(tree: BeamTree, laid: Laid, middles: Sequence[float]) -> list[str]:
    """From each word to those that go on from it; the best path lies on top."""
    drawn = {kind: [] for kind in PAINT}
    for node in laid.nodes:
        y, x = middles[node.row], _x(tree, laid, node)
        if node.parent == node.row:
            start = f"M{_end(tree, laid, node.path[:-1]) + 3:.1f},{y:.1f}"
        else:
            start = f"M{x - GAP + 6:.1f},{middles[node.parent]:.1f} V{y:.1f}"
        drawn[_kind(tree, laid, node)].append(f"{start} H{x - 3:.1f}")
    return [shape(" ".join(paths), "none", **PAINT[kind]) for kind, paths in drawn.items() if paths]


def _x(tree: BeamTree, laid: Laid, node: Node) -> float:
    """Left end of a word; the dot of an end follows its word."""
    if node.path[-1] == END and node.row == node.parent and len(node.path) > 1:
        return _end(tree, laid, node.path[:-1]) + 9
    return laid.columns[len(node.path) - 1][0]


def _end(tree: BeamTree, laid: Laid, path: Words) -> float:
    """About the right end of a word as it is drawn; of no word, where the tree begins."""
    if not path:
        return 0.0
    x, _ = laid.columns[len(path) - 1]
    return x + min(_room(laid, path), width_of(path[-1], bold=tree.best.path[: len(path)] == path))


def _room(laid: Laid, path: Words) -> float:
    """The width a word may take: of its column, or all to the right where its row ends with it."""
    x, width = laid.columns[len(path) - 1]
    return max(laid.columns[-1][0] - GAP - x, width) if laid.is_last(path) else width


def words(tree: BeamTree, laid: Laid, middles: Sequence[float]) -> list[str]:
    """The words, and a dot where a caption ends; hovering tells the whole beginning."""
    parts = []
    for node in laid.nodes:
        kind, x, y = _kind(tree, laid, node), _x(tree, laid, node), middles[node.row]
        if node.path[-1] == END:
            parts.append(disc(x + 1, y, 4.0, INKS[kind]))
            continue
        bold = kind == "best"
        whole = element("title", escape(" ".join(node.path)))
        letters = escape(fitting(node.path[-1], _room(laid, node.path), bold=bold))
        face = {"font_weight": 700 if bold else None, "font_style": "italic" if kind == "greedy" else None}
        parts.append(element("text", letters + whole, x=x, y=y + 5, font_size=SIZE, fill=css(INKS[kind]), **face))
    return parts
