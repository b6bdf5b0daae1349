"""A caption taken apart: its references, its n-grams as chips, the precisions, and two captions compared."""

from __future__ import annotations

from html import escape

from unrolled.drawing.layout import picture
from unrolled.drawing.raster import photograph
from unrolled.drawing.shapes import rect, rule
from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.captioning.bleu.figure.chips import bold, drawn_chips, kind, plain, short
from unrolled.lessons.captioning.bleu.record import BleuView, Scored
from unrolled.measuring.records.captions import BleuOrder

ROOM = picture(374)
TABLE, _ABOVE = ROOM.cut_bottom(74, gap=4)
_LEFT, _RIGHT = _ABOVE.cut_left(232, gap=24)
TILE, SUMS = _LEFT.cut_top(92, gap=8)
REFERENCES, CHIPS = _RIGHT.cut_top(112, gap=4)
LINE = 22
RANKED = ("BLEU", "CIDEr-D", "reading by attribute")


def describe_bleu(view: BleuView) -> str:
    """One sentence for what the panel shows."""
    gram, parts, n = view.gram, view.now.parts, view.order
    counted = f"no {n}-gram" if gram is None else f"{n}-gram {view.cursor + 1} of {len(view.shown.grams)}"
    looked = "" if gram is None else f", “{' '.join(gram.words)}”, {kind(gram)}"
    precisions = ", ".join(f"p{one.n} {one.matched}/{one.total}" for one in parts.orders)
    return (
        f"“{view.now.caption}”: {counted}{looked}; {precisions}; brevity penalty {parts.brevity_penalty:.2f}; "
        f"BLEU {parts.score:.1f}, smoothed {parts.smoothed:.1f}; CIDEr-D {view.now.cider:.2f}; "
        f"{view.now.reading.group}."
    )


def answer(view: BleuView) -> str:
    """What the n-gram looked at adds, then the verdict: of two captions which one each measure prefers."""
    gram, n = view.gram, view.order
    if gram is None:
        return f"With {view.now.parts.length} words there is no {n}-gram: p{n} is left out. {_verdict(view)}"
    words = short(" ".join(gram.words), 26)
    return f"“{words}”: {gram.clipped} of {gram.count} counted. {_verdict(view)}"


def _verdict(view: BleuView) -> str:
    if view.kept is None:
        wrong = f" (wrong: {', '.join(view.now.errors)})" if view.now.errors else ""
        return f"Read by attribute, the caption {view.now.reading.group}{wrong}."
    upper, lower, neither = [], [], []
    for name, ours, theirs in zip(RANKED, view.now.standing, view.kept.standing, strict=True):
        (neither if ours == theirs else upper if ours > theirs else lower).append(name)
    sides = ((upper, "prefer{} the upper caption"), (lower, "prefer{} the lower one"), (neither, "see{} no difference"))
    parts = [f"{_listed(names)} {words.format('s' * (len(names) == 1))}" for names, words in sides if names]
    sentence = ", ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def bleu_drawing(view: BleuView) -> Drawing:
    """Picture and references above, n-grams and precisions in the middle, the table below."""
    return Drawing.of(
        _tile(view),
        *_references(view),
        *drawn_chips(view, CHIPS),
        *_sums(view),
        *_table(view),
        height=int(ROOM.height),
        description=describe_bleu(view),
    )


def _tile(view: BleuView) -> str:
    ground = rect(TILE.x + 1, TILE.y + 1, TILE.height - 2, TILE.height - 2, "#FFFFFF", "edge", 1, rx=10)
    return ground + photograph(view.image, TILE.x + 9, TILE.y + 9, TILE.height - 18, TILE.height - 18)


def _references(view: BleuView) -> list[str]:
    """The references; where the n-gram looked at stands in them, it is underlined."""
    parts = [heading("References: the caption, paraphrases by rule, the Unicode name", REFERENCES.x, 15)]
    wanted = view.gram.words if view.gram else ()
    for k, reference in enumerate(view.references):
        words, n = reference.split(), len(wanted)
        inside = {j for i in range(len(words)) if n and tuple(words[i : i + n]) == wanted for j in range(i, i + n)}
        spans = []
        for i, word in enumerate(words):
            marked = {"font_weight": 700, "text_decoration": "underline"} if i in inside else {}
            blank = " " if i else ""
            spans.append(escape(blank) + element("tspan", escape(word), **marked))
        y = REFERENCES.y + 15 + (k + 1) * LINE
        parts.append(element("text", "".join(spans), x=REFERENCES.x, y=y, style="white-space:pre", **plain(15)))
    return parts


def _sums(view: BleuView) -> list[str]:
    """Precision of each order, the brevity penalty, the score."""
    parts, y = view.now.parts, SUMS.y + 15
    found = [heading("Precision, order by order", SUMS.x + 2, y)]
    for one in parts.orders:
        found.append(_precision(one, y + 5 + (one.n - 1) * LINE, chosen=one.n == view.order))
    y += 22 + len(parts.orders) * LINE
    used = sum(one.total > 0 for one in parts.orders)
    product = "".join(f"p{'₁₂₃₄'[n]}" for n in range(used))
    x, grey = SUMS.x + 2, plain(fill=css("ink2"))
    found += [
        note(f"Brevity penalty {parts.brevity_penalty:.2f}", x, y, colour="ink"),
        text(f"{parts.length} words; nearest reference {parts.reference_length}", x, y + 19, **grey),
        text(f"100 · penalty · ({product}){'^(1/' + str(used) + ')' if used > 1 else ''}", x, y + 40, **grey),
        text(f"BLEU {parts.score:.1f}", x, y + 64, **bold(18)),
        note(f"smoothed {parts.smoothed:.1f}", SUMS.right, y + 64, "end", "ink"),
    ]
    return found


def _precision(one: BleuOrder, y: float, *, chosen: bool) -> str:
    x, wide = SUMS.x + 36, 88
    click = hit(SUMS.x, y, SUMS.width, LINE, data_row=one.n - 1)
    name = label(f"{'▸' if chosen else ' '}p{'₁₂₃₄'[one.n - 1]}", SUMS.x + 30, y + 16, "end")
    if not one.total:
        return name + note(f"no {one.n}-gram: left out", x, y + 16) + click
    ground = rect(x, y + 5, wide, 13, "hair")
    bar = rect(x, y + 5, float(wide * one.precision), 13, "predicted")
    counted = f"{one.matched}/{one.total} = {one.precision:.2f}"
    return (
        name
        + ground
        + bar
        + note(counted, x + wide + 8, y + 16, colour="ink", font_weight=700 if chosen else 400)
        + click
    )


def _table(view: BleuView) -> list[str]:
    """Two captions with what the three measures say of each."""
    top = TABLE.y + 18
    columns = ((TABLE.x + 2, "start"), (420, "end"), (496, "end"), (562, "end"), (584, "start"))
    heads = ("Caption", "BLEU", "smoothed", "CIDEr-D", "read by attribute")
    found = [rule(0, TABLE.y, TABLE.right, TABLE.y, "hair", 1.5)]
    found += [note(head, x, top, end, "ink", font_weight=700) for head, (x, end) in zip(heads, columns, strict=True)]
    for k, one in enumerate((view.now, view.kept), 1):
        y = top + k * LINE + 2
        if one is None:
            words = "Keep this caption (key K), then write another one: both will stand here."
            found.append(note(words, TABLE.x + 2, y))
            continue
        cells = (short(one.caption, 50), f"{one.parts.score:.1f}", f"{one.parts.smoothed:.1f}", f"{one.cider:.2f}")
        found += [note(cell, x, y, end, "ink") for cell, (x, end) in zip(cells, columns, strict=False)]
        found.append(_marks(one, columns[-1][0], y))
    return found


def _marks(one: Scored, x: float, y: float) -> str:
    if not one.marks:
        return note("nothing to compare", x, y)
    spans = [
        element("tspan", f"{name} {'✓' if agrees else '✗'}{'  '}", fill=css("right" if agrees else "wrong"))
        for name, agrees in one.marks
    ]
    return element("text", "".join(spans), x=x, y=y, style="white-space:pre", font_size=14)
