"""A beam search drawn as a tree: a column for each length, a row for each path, what was dropped in grey."""

from __future__ import annotations

from unrolled.drawing.layout import HEIGHT, WIDTH, picture
from unrolled.drawing.numerals import plain
from unrolled.drawing.raster import photograph
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.lessons.captioning.beam.figure.branches import lines, words
from unrolled.lessons.captioning.beam.figure.rows import SIZE, Laid, Row, laid_out
from unrolled.lessons.captioning.beam.record import BeamTree, Written

_HEADER, _BELOW = picture().cut_top(64, gap=6)
TILE, SUMMARY = _HEADER.cut_left(64, gap=14)
HEADS, _ROWS = _BELOW.cut_top(18)
FOOT, ROWS = _ROWS.cut_bottom(18)
MOST, PITCH = 17, 24  # rows; from row to row where there is room
NOTES = WIDTH - 62  # x of what stands behind the numbers
NUMBER, RANK = 58, 82  # from number to number; from the end of log p back to the end of the tree


def describe_tree(tree: BeamTree) -> str:
    """One sentence for what the panel shows."""
    best, first = tree.best, tree.greedy
    same = "the same" if first.path == best.path else f"“{first.text}” (log p {plain(first.log_p)})"
    exact = "a reference" if best.exact else "not a reference"
    return (
        f"Picture {tree.picture} of {tree.shelf}, width {tree.width}, α = {tree.alpha:.1f}: beam search writes "
        f"“{best.text}” (log p {plain(best.log_p)}, {exact}), greedy {same}; captions found: {len(tree.finalists)}."
    )


def answer(tree: BeamTree) -> str:
    """What greedy decoding and the beam write, and whether an error is the model's or the search's."""
    return f"{_compared(tree)} {_fault(tree)}"


def _compared(tree: BeamTree) -> str:
    best, first = tree.best, tree.greedy
    if tree.width == 1:
        return f"A beam of 1 is greedy (log p {plain(best.log_p)})."
    if best.path == first.path:
        return f"Greedy and a beam of {tree.width} write the same (log p {plain(best.log_p)})."
    beam = f"A beam of {tree.width} finds log p {plain(best.log_p)}"
    if best.log_p < first.log_p:
        return f"{beam}, less than greedy’s {plain(first.log_p)}: it is ranked by score."
    left = f" greedy’s beginning was dropped at word {tree.greedy_left}." if tree.greedy_left else ""
    return f"{beam}, greedy only {plain(first.log_p)}{';' if left else '.'}{left}"


def _fault(tree: BeamTree) -> str:
    verdict, found = tree.verdict, tree.best.score if tree.alpha else tree.best.log_p
    name = "score" if tree.alpha else "log p"
    if verdict == "right":
        sure = f", and no caption has a better {name}" if tree.proved else ""
        return f"It is right{sure}." + ("" if tree.greedy.exact else " Greedy’s is wrong.")
    if verdict == "unknown word":
        return "It cannot be right: each reference has a word that the network does not know."
    assert tree.reference is not None  # or the verdict were another
    true = plain(tree.reference.score if tree.alpha else tree.reference.log_p)
    if verdict == "search error":
        return f"Search error: the reference is better still ({name} {true}), and the beam missed it."
    sure = "; no caption has a better one" if tree.proved else ""
    if tree.greedy.exact:  # by luck: it missed what the network prefers
        return f"Model error: it prefers this to the reference ({true}). Greedy’s is right."
    return f"Model error: it prefers a wrong caption ({name} {plain(found)}) to the reference ({true}){sure}."


def tree_drawing(tree: BeamTree) -> Drawing:
    """Three captions on top; below them the tree, with the numbers of each path at its right."""
    laid = laid_out(tree, MOST, _log_p_end(tree) - RANK)
    pitch = min(ROWS.height / len(laid.rows), PITCH)
    middles = [ROWS.y + (k + 0.5) * pitch for k in range(len(laid.rows))]
    return Drawing.of(
        *_summary(tree),
        *_heads(tree, laid),
        *lines(tree, laid, middles),
        *words(tree, laid, middles),
        *(part for row, y in zip(laid.rows, middles, strict=True) for part in _numbers(tree, row, y)),
        *_foot(laid),
        height=HEIGHT,
        description=describe_tree(tree),
    )


def _ink(colour: str = "ink", **paint: object) -> dict[str, object]:
    return {"font_size": SIZE, "fill": css(colour)} | paint


def _summary(tree: BeamTree) -> list[str]:
    """The picture, its reference, and the captions by greedy decoding and by the beam."""
    side = TILE.height
    frame = rect(1, 1, side - 2, side - 2, "#FFFFFF", "edge", rx=8)
    parts = [frame, photograph(tree.image, 5, 5, side - 10, side - 10)]
    captions = (("Reference", tree.reference), ("Greedy", tree.greedy), (f"Beam of {tree.width}", tree.best))
    for box, (name, one) in zip(SUMMARY.rows(3), captions, strict=True):
        y, ink = box.y + 15, _ink() | ({"font_weight": 700} if one is tree.best else {})
        caption = "(holds a word that the network does not know)" if one is None else one.text or "(nothing)"
        parts += [text(name, box.x, y, **_ink("ink2")), text(caption, box.x + 92, y, **ink)]
        if one is not None:
            parts += _values(tree, one.log_p, one, y, ink)
    return parts


def _log_p_end(tree: BeamTree) -> float:
    """Where log p ends; the score stands beside it, except at alpha = 0, where both are equal."""
    return NOTES - 8 - (NUMBER if tree.alpha else 0)


def _values(tree: BeamTree, log_p: float, one: Written | None, y: float, paint: dict[str, object]) -> list[str]:
    """log p, the score, and whether the caption is exact."""
    parts = [text(plain(log_p), _log_p_end(tree), y, text_anchor="end", **paint)]
    if one is not None and tree.alpha:
        parts.append(text(plain(one.score), NOTES - 8, y, text_anchor="end", **paint))
    if one is not None and one.exact:
        parts.append(text("✓", NOTES, y, **_ink("right", font_weight=700)))
    return parts


def _heads(tree: BeamTree, laid: Laid) -> list[str]:
    y = HEADS.y + 13
    columns = enumerate(laid.columns[:-1], 1)
    steps = [text(str(t), HEADS.x + x, y, **_ink("ink2")) for t, (x, _) in columns]
    if laid.left_out:
        count = len(tree.finalists)
        some = f"{count - laid.left_out} of {count}"
        steps.append(text(some, _log_p_end(tree) - NUMBER, y, text_anchor="end", **_ink("ink2")))
    names = [("log p", _log_p_end(tree)), *([("score", NOTES - 8)] if tree.alpha else [])]
    right = [text(name, x, y, text_anchor="end", **_ink("ink2")) for name, x in names]
    line = rect(0, HEADS.bottom - 1, WIDTH, 1, "hair")
    return [*steps, *right, line]


def _numbers(tree: BeamTree, row: Row, middle: float) -> list[str]:
    """Rank, log p and score of a path; whether it is exact, greedy's, or was dropped."""
    y, paint = middle + 5, _ink("ink" if row.written else "baseline")
    if row.path == tree.best.path:
        paint["font_weight"] = 700
    parts = _values(tree, row.log_p, row.written, y, paint)
    if row.written is None:
        return [*parts, text("dropped", NOTES, y, **paint)]
    if row.rank:
        parts.append(text(f"{row.rank}.", _log_p_end(tree) - NUMBER, y, text_anchor="end", **paint))
    if row.path == tree.greedy.path:
        parts.append(text("greedy", NOTES + 16, y, **_ink("negative")))
    elif not row.written.finished:
        parts.append(text("cut", NOTES + 16, y, **_ink("ink2")))
    return parts


def _foot(laid: Laid) -> list[str]:
    """How many beginnings of each length were kept and are not drawn."""
    y = FOOT.bottom - 4
    columns = zip(laid.columns, laid.hidden, strict=False)
    parts = [text(str(hidden), FOOT.x + x, y, **_ink("baseline")) for (x, _), hidden in columns if hidden]
    words = "kept, not drawn" if parts else ""
    return [*parts, text(words, WIDTH - 2, y, text_anchor="end", **_ink("baseline"))]
