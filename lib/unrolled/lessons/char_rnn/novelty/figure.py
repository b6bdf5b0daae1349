"""Five temperatures side by side: the same prompt, the same noise; what is copied is underlined and told."""

from __future__ import annotations

from unrolled.drawing.letters import Grid, percent
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, css
from unrolled.measuring.records.novelty import Copy, Microscope, Passage

WIDTH = 1060
GAP = 16
SIZE = 14
TOP, ROWS = 86, 13


def describe_microscope(view: Microscope) -> str:
    """What the columns show, and where the longest copy of the one pointed at comes from."""
    shares = "; ".join(
        f"τ = {passage.temperature:g}: {percent(passage.novelty.copied)} copied, "
        f"{percent(passage.novelty.real_words)} real words"
        for passage in view.passages
    )
    here = view.passages[view.column]
    copy = here.novelty.longest
    longest = f"{copy.length} characters, of {copy.title}, line {copy.line:,}" if copy else "none"
    return (
        f"{len(view.passages[0].text)} characters at each of {len(view.passages)} temperatures. {shares}. "
        f"Longest copy at τ = {here.temperature:g}: {longest}."
    )


def microscope_drawing(view: Microscope) -> Drawing:
    """A column for each temperature: its passage, with copies underlined, and how new it is."""
    count = len(view.passages)
    wide = (WIDTH - GAP * (count - 1)) / count
    columns = int(wide / (SIZE * 0.6))
    grids = [
        Grid(passage.text, columns, SIZE, k * (wide + GAP), TOP, leading=1.45)
        for k, passage in enumerate(view.passages)
    ]
    bottom = max(TOP + ROWS * grids[0].tall, *(grid.bottom for grid in grids))
    parts = []
    for k, grid in enumerate(grids):
        parts += _column(view, k, grid, k * (wide + GAP), wide, bottom + 26)
    return Drawing.of(
        *parts,
        *_source(view, bottom + 26 + 8 * 22 + 12),
        width=WIDTH,
        height=int(bottom + 26 + 8 * 22 + 44),
        description=describe_microscope(view),
        style=f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}",
    )


def _source(view: Microscope, y: float) -> list[str]:
    """Where the longest copy of the column pointed at comes from, and how it goes on there."""
    passage = view.passages[view.column]
    copy = passage.novelty.longest
    if copy is None:
        return []
    copied = passage.text[copy.start : copy.start + copy.length].replace("\n", "⏎")
    words = f"τ = {passage.temperature:g}: “{copied}” stands in {copy.title}, line {copy.line:,}, and goes on there: "
    return [
        element("rect", x=0, y=y - 8, width=WIDTH, height=1, fill=css("hair")),
        text(_cut(words + f"“{copy.after}”".replace("\n", "⏎"), 145), 0, y + 16, font_size=15, fill=css("ink")),
    ]


def _parting(view: Microscope, k: int) -> int | None:
    """How many first characters a passage shares with the one before it."""
    if k == 0:
        return None
    one, other = view.passages[k - 1].text, view.passages[k].text
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _column(view: Microscope, k: int, grid: Grid, x: float, wide: float, below: float) -> list[str]:
    passage, parting, pointed, bottom = view.passages[k], _parting(view, k), k == view.column, below
    novelty = passage.novelty
    shared = 0 if parting is None else parting
    parts = [
        element("rect", x=x, y=0, width=wide, height=bottom, fill=css("ground"), data_pick=k),
        element(
            "rect", x=x + 1, y=1, width=wide - 2, height=30, rx=5, fill=css("ink" if pointed else "ground"),
            stroke=css("ink"), stroke_width=1.5, data_pick=k,
        ),
        text(
            f"τ = {passage.temperature:g}", x + 10, 22, font_size=17, font_weight=700,
            fill=css("ground" if pointed else "ink"), data_pick=k,
        ),
        text(
            "the likeliest, always" if parting is None else f"{parting} characters as at the left", x, 50,
            font_size=14, fill=css("ink2"),
        ),
        text(f"entropy at the start {passage.entropy:.2f}", x, 70, font_size=14, fill=css("ink2")),
        *(grid.underline(copy.start, copy.length) for copy in novelty.copies),
        grid.lines(lambda place: css("ink2") if place < shared else css("ink")),
    ]  # fmt: skip
    if shared < len(passage.text) and parting is not None:
        parts.insert(5, grid.box(shared, fill="none", stroke=css("ink"), stroke_width=1.5))
    return parts + [
        text(words, x, below + 22 * line, font_size=14, font_weight=weight, fill=fill)
        for line, (words, weight, fill) in enumerate(_facts(passage, int(wide / 7)))
    ]


def _facts(passage: Passage, room: int) -> list[tuple[str, int, str]]:
    novelty = passage.novelty
    ink, grey, copied = css("ink"), css("ink2"), css("memorised")
    unknown = ", ".join(novelty.unknown_words) or "none"
    return [
        (f"copied {percent(novelty.copied)}", 700, copied),
        (f"real words {percent(novelty.real_words)}", 700, ink),
        (f"new 6-grams {percent(novelty.unseen[6])}", 400, ink),
        (f"said before {percent(novelty.repeated)}", 400, ink),
        (_cut(f"longest copy {novelty.longest.length}" if novelty.longest else "no copy", room), 400, grey),
        (_cut(_place(novelty.longest), room), 400, grey),
        (_cut("not words:", room), 400, grey),
        (_cut(unknown, room), 400, grey),
    ]


def _place(copy: Copy | None) -> str:
    return "" if copy is None else f"{copy.title}, line {copy.line:,}"


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else words[: room - 1] + "…"
