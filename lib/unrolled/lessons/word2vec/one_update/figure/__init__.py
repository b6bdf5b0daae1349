"""One update: its candidates as a table, and the same as arrows."""

from __future__ import annotations

from unrolled.drawing.layout import HEIGHT
from unrolled.drawing.numerals import signed
from unrolled.drawing.shapes import rect, rule
from unrolled.drawing.svg import Drawing, element, escape, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import note, title
from unrolled.lessons.word2vec.one_update.figure.vectors import FRAME, update_arrows
from unrolled.lessons.word2vec.pair_factory.figure.sentence_row import share, short
from unrolled.lessons.word2vec.pair_factory.record import PairFactory, Update

ROWS, ROOM, TALLEST = 54, 238, 32  # top of the table's rows, their height all together, the tallest row
COLUMNS = {"word": 10, "drawn with": 208, "label": 254, "score": 336, "σ(score)": 402, "label − σ": 476}
RIGHT = 538  # of the table
FOOT = 316  # y of the first line below the table


def describe_update(view: PairFactory) -> str:
    """One sentence that says what the update does."""
    update = view.update
    if update is None:
        return "No pair: fewer than two words are kept."
    count = update.again
    again = f"; the word itself was drawn as a negative {_times(count)}, and drawn again" if count else ""
    return f"{_title(update)}: one word pulled, {_negatives(update)} pushed, {_movers(update)} vectors move{again}."


def _movers(update: Update) -> int:
    """How many vectors change: each word around, and each candidate once."""
    return len(set(update.sources)) + len(set(update.candidates))


def _negatives(update: Update) -> str:
    count = len(update.candidates) - 1
    return f"{count} negative{'s' * (count > 1)}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _title(update: Update) -> str:
    source = short(update.sources[0]) if len(update.sources) == 1 else f"mean of {len(update.sources)} words"
    return f"{source} → {short(update.target)}"


def update_drawing(view: PairFactory) -> Drawing:
    """The table on the left, the arrows on the right."""
    return Drawing.of(
        *(_nothing() if view.update is None else _all(view, view.update)),
        height=HEIGHT,
        description=describe_update(view),
    )


def _nothing() -> list[str]:
    return [title("No pair in this draw: press R for a new one.", 2, 40)]


def _table(update: Update) -> list[str]:
    rows = len(update.candidates) + (update.again > 0)
    tall = min(TALLEST, ROOM / rows)
    title = element("tspan", escape(_title(update)), font_weight=700, fill=css("ink"))
    rate = element("tspan", f"rate {update.rate:g}", dx=10, fill=css("ink2"))
    parts = [element("text", title + rate, x=2, y=16, font_size=16)]
    for name, x in COLUMNS.items():
        head = {"word": "candidate", "score": "score u · v"}.get(name, name)
        parts.append(note(head, x, 42, "start" if name == "word" else "end", font_weight=700))
    parts += [note("moves", RIGHT - 8, 42, "end", font_weight=700), rule(2, 49, RIGHT, 49, "edge", 1.5)]
    for k in range(len(update.candidates)):
        parts += _row(update, k, ROWS + tall * (k + (k > 0 and update.again > 0)), tall)
    return parts + (_accident(update, ROWS + tall, tall) if update.again else [])


def _frame(y: float, tall: float, **paint: object) -> str:
    return rect(2, y + 1, RIGHT - 2, tall - 2, rx=min(5, tall / 5), **paint)


def _row(update: Update, k: int, y: float, tall: float) -> list[str]:
    colour, size = css("negative" if k else "predicted"), 15 if tall > 22 else 14
    base = y + tall / 2 + size * 0.36
    word = update.candidates[k]
    values = {
        "drawn with": share(float(update.chances[k])), "label": "0" if k else "1",
        "score": signed(update.scores[k]), "σ(score)": f"{update.answers[k]:.2f}",
        "label − σ": signed(update.pulls[k]),
    }  # fmt: skip
    weight = 400 if k else 700
    letters = {"font_size": size, "fill": css("ink"), "font_weight": weight}
    return [
        _frame(y, tall, fill=colour, opacity=0.1),
        _frame(y, tall, fill="none", stroke=colour, stroke_width=1.2 if k else 2.5),
        text(f"{'−' if k else '+'}\u2002{short(word)}", COLUMNS["word"], base, **letters),
        *(text(value, COLUMNS[name], base, text_anchor="end", **letters) for name, value in values.items()),
        text("away" if k else "closer", RIGHT - 8, base, text_anchor="end", **{**letters, "font_weight": 700}),
    ]


def _accident(update: Update, y: float, tall: float) -> list[str]:
    size = 15 if tall > 22 else 14
    base = y + tall / 2 + size * 0.36
    words = f"drawn as a negative {_times(update.again)}: not used, drawn again"
    return [
        _frame(y, tall, fill="none", stroke=css("edge"), stroke_width=1.5, stroke_dasharray="3 4"),
        text(short(update.target), COLUMNS["word"] + 18, base, font_size=size, fill=css("ink2")),
        text(words, RIGHT - 8, base, font_size=size, font_weight=700, fill=css("ink"), text_anchor="end"),
    ]


def _all(view: PairFactory, update: Update) -> list[str]:
    return [*_table(update), *_foot(view, update), *_vectors(update)]


def _foot(view: PairFactory, update: Update) -> list[str]:
    """What the table leaves out: the input itself, the loss, and what the power does to the most frequent word."""
    sources = update.sources
    name = f"v of {short(sources[0])}" if len(sources) == 1 else f"mean of {len(sources)} vectors v"
    before, after = (", ".join(map(signed, vectors.mean(axis=0).tolist())) for vectors in update.inputs)
    each = f"; each word gets 1/{len(sources)} of the step" if len(sources) > 1 else ""
    none, now, one = map(share, view.common_chances)
    lines = [
        f"{name}: ({before}) becomes ({after}){each}",
        f"loss −log σ(s₀) − Σ log σ(−sₖ): {update.loss[0]:.2f} nats before, {update.loss[1]:.2f} after",
        f"“{view.common}” is drawn: {none} at power 0, {now} now, {one} at power 1",
    ]
    return [note(line, 2, FOOT + 22 * k, font_size=14) for k, line in enumerate(lines)]


def _vectors(update: Update) -> list[str]:
    y = FRAME.y + FRAME.height
    marks = "circles: u of the candidates; arrow: v of the input"
    if len(update.sources) > 1:
        marks = "circles: u of the candidates; squares: v of the words"
    title = element("tspan", "Before and after", font_weight=700, fill=css("ink"))
    rest = element("tspan", "solid: pulled; dashed: pushed", dx=8, fill=css("ink2"))
    return [
        element("text", title + rest, x=FRAME.x, y=16, font_size=15),
        *update_arrows(update),
        note(marks, FRAME.x, y + 18),
        note("made-up vectors in two dimensions", FRAME.x, y + 36),
    ]
