"""The pair factory: a sentence with its window and pairs, one update as a table, and the same as arrows."""

from __future__ import annotations

from unrolled.drawing.formula import signed
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import SANS, css
from unrolled.lessons.word2vec.pair_factory.figure.sentence_row import WIDTH, heading, note, sentence, share, short
from unrolled.lessons.word2vec.pair_factory.figure.vectors import FRAME, update_arrows
from unrolled.lessons.word2vec.pair_factory.record import PairFactory, Update

HEIGHT = 716
ROWS, ROOM, TALLEST = 286, 306, 36  # top of the table's rows, their height all together, the tallest row
COLUMNS = {"word": 12, "drawn with": 236, "label": 288, "score": 380, "σ(score)": 460, "label − σ": 548}
RIGHT = 622  # of the table
FOOT = 616  # y of the first line below the table
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}}"


def describe_pair_factory(view: PairFactory) -> str:
    """One sentence that says which pair is looked at and what its update does."""
    if view.update is None:
        return f"No pair: {_stay(view)}."
    update, count = view.update, view.update.again
    again = f"; {count} accidental positive{'s' * (count > 1)} drawn again" if count else ""
    return (
        f"Pair {view.place + 1} of {len(view.pairs)}, {_pair(view, update)}: one positive, {_negatives(update)}{again}."
    )


def _pair(view: PairFactory, update: Update) -> str:
    if view.model == "skip-gram":
        return f"{update.sources[0]} predicts {update.target}"
    count = len(update.sources)
    return f"{'the word' if count == 1 else f'the {count} words'} around predict{'s' * (count == 1)} {update.target}"


def _negatives(update: Update) -> str:
    count = len(update.candidates) - 1
    return f"{count} negative{'s' * (count > 1)}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _stay(view: PairFactory) -> str:
    stay = int(view.kept.sum())
    return f"{'none' if stay == 0 else stay} of {len(view.words)} words {'is' if stay == 1 else 'are'} kept"


def pair_factory_drawing(view: PairFactory) -> Drawing:
    """All three parts."""
    update = view.update
    return Drawing.of(
        *sentence(view),
        element("line", x1=2, y1=224, x2=WIDTH - 2, y2=224, stroke=css("hair"), stroke_width=1.5),
        *([*_table(update), *_foot(view, update), *_vectors(update)] if update else _nothing(view)),
        width=WIDTH,
        height=HEIGHT,
        description=describe_pair_factory(view),
        style=STYLE,
    )


def _nothing(view: PairFactory) -> list[str]:
    words = f"No pair in this draw: {_stay(view)}, and a pair needs two within a window."
    return [
        text(words, 2, 262, font_size=16, font_weight=700, fill=css("ink")),
        text("Press R for a new draw, or keep more words with a higher threshold.", 2, 288, font_size=15,
             fill=css("ink2")),
    ]  # fmt: skip


def _title(update: Update) -> str:
    source = short(update.sources[0]) if len(update.sources) == 1 else f"{len(update.sources)} words"
    return f"{source} → {short(update.target)}"


def _table(update: Update) -> list[str]:
    rows = len(update.candidates) + (update.again > 0)
    tall = min(TALLEST, ROOM / rows)
    parts = [heading(2, f"One update: {_title(update)}", f"rate {update.rate:g}, two dimensions", 2, 250)]
    for name, x in COLUMNS.items():
        head = {"word": "candidate", "score": "score u · v"}.get(name, name)
        anchor = "start" if name == "word" else "end"
        parts.append(text(head, x, 276, font_size=15, font_weight=700, fill=css("ink2"), text_anchor=anchor))
    parts.append(text("moves", RIGHT - 8, 276, font_size=15, font_weight=700, fill=css("ink2"), text_anchor="end"))
    parts.append(element("line", x1=2, y1=282, x2=RIGHT, y2=282, stroke=css("edge"), stroke_width=1.5))
    for k in range(len(update.candidates)):
        parts += _row(update, k, ROWS + tall * (k + (k > 0 and update.again > 0)), tall)
    return parts + (_accident(update, ROWS + tall, tall) if update.again else [])


def _frame(y: float, tall: float, **paint: object) -> str:
    return element("rect", x=2, y=y + 1, width=RIGHT - 2, height=tall - 2, rx=min(5, tall / 5), **paint)


def _row(update: Update, k: int, y: float, tall: float) -> list[str]:
    colour, size = css("negative" if k else "predicted"), 16 if tall > 22 else 14
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
    size = 16 if tall > 22 else 14
    base = y + tall / 2 + size * 0.36
    words = f"drawn as a negative {_times(update.again)}: drawn again, not used"
    return [
        _frame(y, tall, fill="none", stroke=css("edge"), stroke_width=1.5, stroke_dasharray="3 4"),
        text(short(update.target), COLUMNS["word"] + 18, base, font_size=size, fill=css("ink2")),
        text(words, RIGHT - 8, base, font_size=size, font_weight=700, fill=css("ink"), text_anchor="end"),
    ]


def _foot(view: PairFactory, update: Update) -> list[str]:
    """What the table leaves out: the input itself, the loss, and what the power does to the most frequent word."""
    sources = update.sources
    name = f"v of {sources[0]}" if len(sources) == 1 else f"mean of {len(sources)} vectors v"
    before, after = (", ".join(map(signed, vectors.mean(axis=0).tolist())) for vectors in update.inputs)
    each = f"; each word gets 1/{len(sources)} of the step" if len(sources) > 1 else ""
    inside = sorted({view.words[k].lower() for k in view.around} & set(update.candidates[1:]))
    none, now, one = map(share, view.common_chances)
    lines = [
        f"{name}: ({before}) becomes ({after}){each}",
        f"loss −log σ(s₊) − Σ log σ(−s₋): {update.loss[0]:.2f} nats before, {update.loss[1]:.2f} after",
        f"chance that a draw is “{view.common}”: {none} at power 0, {now} now, {one} at power 1",
    ]
    if inside:
        lines.append(f"pushed away though it stands in this window: {', '.join(inside)}")
    return [note(line, 2, FOOT + 22 * k, font_size=15) for k, line in enumerate(lines)]


def _vectors(update: Update) -> list[str]:
    y = FRAME.y + FRAME.height
    marks = "circles: u of the candidates; arrow: v of the input"
    if len(update.sources) > 1:
        marks = "circles: u of the candidates; squares: v of the words around"
    return [
        heading(3, "Before and after", "solid: pulled; dashed: pushed", FRAME.x, 250),
        *update_arrows(update),
        note(marks, FRAME.x, y + 22),
        note("The start is made up: it shows the step, not what words mean.", FRAME.x, y + 42),
    ]
