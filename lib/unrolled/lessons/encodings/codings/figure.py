"""A text under three codings: the words as rows, their vectors as strips, and a table of what it takes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

import numpy as np

from unrolled.drawing.layout import picture
from unrolled.drawing.numerals import counted, percent, plain, signed
from unrolled.drawing.raster import cells
from unrolled.drawing.shapes import rect
from unrolled.drawing.strip import LEVELS, signed_shade
from unrolled.drawing.svg import Drawing, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.encodings.codings.record import Coding, Encodings

ROOM = picture(372)
TOP, TALL = 42, 20  # of the rows of words
STRIPS = {"one-hot": (120, 220), "hashing": (366, 220), "dense": (612, 278)}  # left and width
LIMIT = 0.4  # a dense value at full colour; few are beyond
TITLES = {"one-hot": "One-hot", "hashing": "Hashing", "dense": "Dense"}
# x of the columns of the table and where its text is anchored: numbers at their end.
TABLE = ((2, "start"), (200, "end"), (304, "end"), (382, "end"), (396, "start"), (642, "start"))


def describe_encodings(view: Encodings) -> str:
    """One sentence: bytes of the text under each coding, and where the word pointed at goes."""
    codings = (view.one_hot, view.hashing, view.dense)
    sizes = ", ".join(f"{one.name} {one.stored:,}" for one in codings)
    form = "one bag" if view.bag else "a row of vectors"
    return (
        f"{counted(view.running, 'word')}, {view.different:,} different, as {form}: bytes stored in full {sizes}; "
        f"{_pointed(view)}."
    )


def encodings_drawing(view: Encodings) -> Drawing:
    """Strips and table; without what moves with the cursor."""
    return Drawing.of(
        *_headings(view),
        *_words(view),
        *_marks(view, view.one_hot),
        *_marks(view, view.hashing),
        *_dense(view),
        *_table(view),
        height=int(ROOM.height),
        description=f"{len(view.words)} words as one-hot, hashed and dense vectors, and a table of bytes.",
    )


def encodings_cursor(view: Encodings) -> Drawing:
    """The layer over it: a frame round the word pointed at, its dimension, and its places in words."""
    y, (left, wide) = TOP + view.row * TALL, STRIPS["dense"]
    step = wide / view.vectors.shape[1]
    frame = {"fill": "none", "stroke": css("ink")}
    return Drawing.of(
        rect(1, y - 0.5, ROOM.width - 2, TALL, thick=2, rx=4, **frame),
        rect(left + view.column * step - 1, y + 1, step + 2, TALL - 3, thick=2, **frame),
        label(_pointed(view) + ".", 2, _foot(view) + 39),
        height=int(ROOM.height),
        description=describe_encodings(view),
    )


def fit(word: str, columns: int) -> str:
    """A word cut to so many letters; those of Chinese, Japanese and Korean take the room of two."""
    kept, used = "", 0
    for letter in word:
        used += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if used > columns:
            return kept[:-1] + "…"
        kept += letter
    return kept


def _foot(view: Encodings) -> int:
    return TOP + TALL * len(view.words)


def _table_top(view: Encodings) -> int:
    return _foot(view) + 66


def _pointed(view: Encodings) -> str:
    """Where the word pointed at goes under each coding."""
    word, k = fit(view.words[view.row], 24), view.row
    one_hot = _where(view.one_hot, k, "position {:,} of {:,}", "in no index")
    hashing = _where(view.hashing, k, "bucket {:,} of {:,}", "")
    value = float(view.vectors[k, view.column])
    dense = "no vector" if np.isnan(value) else f"dimension {view.column + 1} is {signed(value)}"
    return f"“{word}”: {one_hot}; {hashing}; {dense}"


def _where(coding: Coding, k: int, words: str, missing: str) -> str:
    return missing if coding.places[k] < 0 else words.format(coding.places[k], coding.size)


def _headings(view: Encodings) -> Iterator[str]:
    notes = {
        "one-hot": f"a 1 among {counted(view.one_hot.size, 'word')}",
        "hashing": f"a 1 among {counted(view.hashing.size, 'bucket')}",
        "dense": f"{view.dense.size} numbers: blue above 0, brown below",
    }
    for name, (left, wide) in STRIPS.items():
        yield heading(TITLES[name], left, 16)
        yield note(notes[name], left, 35)
        last = getattr(view, name.replace("-", "_")).size - (name != "dense")
        yield note("1" if name == "dense" else "0", left, _foot(view) + 16)
        if last:
            yield note(f"{last:,}", left + wide, _foot(view) + 16, "end")
    more = view.different - len(view.words)
    yield heading("Word", 2, 16)
    if more:
        yield note(f"and {more:,} more", 2, _foot(view) + 16)


def _words(view: Encodings) -> Iterator[str]:
    for k, word in enumerate(view.words):
        yield note(fit(word, 14), 8, TOP + k * TALL + 15, colour="ink")
        yield rect(0, TOP + k * TALL, STRIPS["dense"][0] - 6, TALL, "transparent", data_row=k)


def _marks(view: Encodings, coding: Coding) -> Iterator[str]:
    """A strip for each word, a bar where its 1 stands, and the number of the place beside it."""
    left, wide = STRIPS[coding.name]
    taken: dict[int, str] = {}
    for k, place in enumerate(coding.places.tolist()):
        y = TOP + k * TALL
        yield rect(left, y + 2, wide, TALL - 4, "wash", pointer_events="none")
        if place < 0:
            yield note("in no index", left + 8, y + 15, pointer_events="none")
            continue
        bar = max(wide / coding.size, 4.0)
        x = left + (wide - bar) * place / max(coding.size - 1, 1)
        other = taken.setdefault(place, view.words[k])
        shared = other != view.words[k]
        words = f"{place:,} as {fit(other, 12)}" if shared else f"{place:,}"
        yield rect(x, y + 2, bar, TALL - 4, "predicted", pointer_events="none")
        yield _beside(words, x, x + bar, y + 15, left + wide / 2, shared)


def _beside(words: str, start: float, end: float, y: float, middle: float, shared: bool) -> str:
    """A number at that side of the bar where there is more room, or in it where it fills all."""
    paint = {"font_size": 14, "font_weight": 700 if shared else 400, "pointer_events": "none"}
    if end - start > 200:
        return text(words, (start + end) / 2, y, fill=css("ground"), text_anchor="middle", **paint)
    fill = css("wrong" if shared else "ink2")
    if (start + end) / 2 < middle:
        return text(words, end + 6, y, fill=fill, **paint)
    return text(words, start - 6, y, fill=fill, text_anchor="end", **paint)


def _dense(view: Encodings) -> Iterator[str]:
    """The dense vectors as one picture; hovering tells the values."""
    left, wide = STRIPS["dense"]
    rows, columns = view.vectors.shape
    shares = np.clip(np.nan_to_num(view.vectors) / LIMIT, -1, 1)
    palette = [signed_shade(level) for level in range(-LEVELS, LEVELS + 1)]
    for k in np.flatnonzero(~np.isnan(view.vectors[:, 0])):
        level = np.rint(shares[k : k + 1] * LEVELS) + LEVELS
        yield cells(level, palette, left, TOP + int(k) * TALL + 2, wide, TALL - 4)
    for k in np.flatnonzero(np.isnan(view.vectors[:, 0])):
        y = TOP + int(k) * TALL
        yield rect(left, y + 2, wide, TALL - 4, "wash")
        yield note("no vector: it was never trained", left + 8, y + 15)
    tip = [
        [fit(word, 24) for word in view.words],
        [f"dimension {k + 1}" for k in range(columns)],
        ["no vector" if np.isnan(value) else plain(value) for value in view.vectors.ravel().tolist()],
    ]
    yield hit(
        left,
        TOP,
        wide,
        TALL * rows,
        data_cells=f"{columns},{rows},0,0",
        data_tip=json.dumps(tip, ensure_ascii=False, separators=(",", ":")),
    )


def _table(view: Encodings) -> Iterator[str]:
    """A row for each coding: bytes in full and as positions, zeros, what must be kept beside it, and what is lost."""
    top = _table_top(view)
    heads = ("All words", "bytes in full", "as positions", "zeros", "bytes kept beside it", "lost")
    for (x, anchor), words in zip(TABLE, heads, strict=True):
        yield heading(words, x, top, anchor)
    yield rect(0, top + 7, ROOM.width, 1.5, "edge")
    for k, coding in enumerate((view.one_hot, view.hashing, view.dense)):
        zeros = "–" if np.isnan(coding.zeros) else _share(coding.zeros)
        row = (
            TITLES[coding.name], f"{coding.stored:,}", f"{coding.sparse:,}", zeros, _kept(coding), _lost(view, coding)
        )  # fmt: skip
        for (x, anchor), words in zip(TABLE, row, strict=True):
            weight = 400 if x > 2 else 700
            yield note(words, x, top + 26 + 22 * k, anchor, "ink", font_weight=weight)


def _share(zeros: float) -> str:
    """A share of zeros, not rounded to all of them."""
    return percent(zeros) if zeros < 0.995 or zeros == 1 else f"{min(100 * zeros, 99.9999):.4f} %"


def _kept(coding: Coding) -> str:
    if not coding.index:
        return "nothing"
    return f"index {coding.index:,}" + (f", table {coding.table:,}" if coding.table else "")


def _lost(view: Encodings, coding: Coding) -> str:
    """What cannot be got back from the numbers and what is kept beside them."""
    lost = ["the order"] if view.bag else []
    if not coding.index:
        lost.append("the words")  # no list leads back to them
    if coding.uncoded:
        lost.append(f"{coding.uncoded:,} unknown {'word' if coding.uncoded == 1 else 'words'}")
    if coding.sharing:
        lost.append(f"{coding.sharing:,} share buckets")
    return ", ".join(lost) or "nothing"
