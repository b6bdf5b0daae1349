"""The pair factory: a sentence, the window of one of its words, and the pairs that come of it."""

from __future__ import annotations

from unrolled.drawing.arrow_map import wide
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.shapes import rect, rule
from unrolled.drawing.svg import Drawing, element, escape
from unrolled.drawing.theme import css
from unrolled.drawing.type import label, note, title
from unrolled.lessons.word2vec.pair_factory.figure.sentence_row import heading, sentence, short
from unrolled.lessons.word2vec.pair_factory.record import PairFactory

HEIGHT = 366
TITLE = 236  # baseline of the heading of the pairs
CHIPS, CHIP, STEP, GAP = 248, 28, 34, 10  # top of the pairs' boxes, their height, from row to row, between two
ROWS = 3


def describe_pair_factory(view: PairFactory) -> str:
    """One sentence that says which pair is looked at."""
    if not view.pairs:
        return f"No pair: {_stay(view)}."
    more = f"; {_stay(view)}" if not view.kept.all() else ""
    return f"Pair {view.place + 1} of {len(view.pairs)}: {_pair(view)}{more}."


def _names(view: PairFactory) -> tuple[list[str], str]:
    """What the pair looked at predicts from, and what it predicts."""
    centre, places = view.pairs[view.place]
    if view.model == "skip-gram":
        return [view.words[centre]], view.words[places[0]]
    return [view.words[k] for k in places], view.words[centre]


def _pair(view: PairFactory) -> str:
    sources, target = _names(view)
    if view.model == "skip-gram":
        return f"{sources[0]} predicts {target}"
    count = len(sources)
    return f"{'the word' if count == 1 else f'the {count} words'} around predict{'s' * (count == 1)} {target}"


def _stay(view: PairFactory) -> str:
    stay = int(view.kept.sum())
    return f"{'none' if stay == 0 else stay} of {len(view.words)} words {'is' if stay == 1 else 'are'} kept"


def pair_factory_drawing(view: PairFactory) -> Drawing:
    """The sentence above, the pairs of the centre below."""
    return Drawing.of(
        *sentence(view),
        rule(2, 214, WIDTH - 2, 214, "hair", 1.5),
        *(_pairs(view) if view.pairs else _nothing(view)),
        height=HEIGHT,
        description=describe_pair_factory(view),
    )


def _nothing(view: PairFactory) -> list[str]:
    words = f"No pair in this draw: {_stay(view)}, and a pair needs two within a window."
    return [title(words, 2, 246), note("Press R for a new draw, or switch subsampling off.", 2, 272, font_size=15)]


def _pairs(view: PairFactory) -> list[str]:
    """The examples of the centre as boxes, and what the one looked at adds to the objective."""
    here, _ = view.pairs[view.place]
    mine = [k for k, (centre, _) in enumerate(view.pairs) if centre == here]
    count = f"{len(mine)} of the {len(view.pairs)} training pairs of this sentence"
    parts = [heading(2, f"Training pairs of “{short(view.words[here])}”", count, 2, TITLE)]
    x, row = 2.0, 0
    for k in mine:
        words = _written(view, k)
        across = wide(words, bold=True, size=15) + 18
        if x > 2 and x + across > WIDTH - 2:
            x, row = 2.0, row + 1
        if row == ROWS:
            break
        parts += _chip(words, x, CHIPS + row * STEP, min(across, WIDTH - 4), k, looked_at=k == view.place)
        x += across + GAP
    sources, target = _names(view)
    given = ", ".join(map(short, sources[:4])) + (", …" if len(sources) > 4 else "")
    term = f"log p( {short(target)} | {given} )"
    lead = element("tspan", "The framed pair adds to the objective:", fill=css("ink2"))
    bold = element("tspan", escape(term), dx=8, font_weight=700, fill=css("ink"))
    return [*parts, element("text", lead + bold, x=2, y=HEIGHT - 8, font_size=15)]


def _written(view: PairFactory, k: int) -> str:
    """A pair as "input → word to predict"."""
    centre, places = view.pairs[k]
    if view.model == "skip-gram":
        return f"{short(view.words[centre])} → {short(view.words[places[0]])}"
    inside = ", ".join(short(view.words[place]) for place in places)
    room = 72
    inside = inside if len(inside) <= room else inside[: room - 1] + "…"
    return f"mean of ({inside}) → {short(view.words[centre])}"


def _chip(words: str, x: float, y: float, across: float, pick: int, *, looked_at: bool) -> list[str]:
    return [
        rect(
            x,
            y,
            across,
            CHIP,
            "ground",
            "predicted" if looked_at else "edge",
            3 if looked_at else 1.5,
            rx=5,
            data_pick=pick,
        ),
        label(words, x + across / 2, y + 19, "middle", font_weight=700 if looked_at else 400, pointer_events="none"),
    ]
