"""What the panel and the table of kinds say in words."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.drawing.numerals import percent
from unrolled.lessons.captioning.word_by_word.record import Dependence, WordByWord

LEAST = 0.1  # nats under the worst patch; below, no single place matters
PLACES = (
    ("at the upper left", "at the top", "at the upper right"),
    ("on the left", "in the middle", "on the right"),
    ("at the lower left", "at the bottom", "at the lower right"),
)


def describe_word(shown: WordByWord) -> str:
    """What the word at the cursor depends on, in one or two sentences."""
    t, (row, column) = shown.cursor, shown.worst
    word, lost = f"“{shown.words[t]}” ({percent(float(shown.p[t]))})", float(shown.lost[t, row, column])
    apart = f"After {shown.pictures} other pictures: {percent(float(shown.p_elsewhere[t]))}."
    if not matters(shown):
        return f"{word} loses at most {max(lost, 0):.2f} nats under any patch. {apart}"
    others = round(float(shown.rest[t, row, column]), 1)
    rest = f"the other words {'lose' if others >= 0 else 'gain'} {abs(others):.1f}"
    return f"{word} loses {lost:.1f} nats under a patch {place(shown)}; {rest}. {apart}"


def matters(shown: WordByWord) -> bool:
    """Whether any single patch matters to the word at the cursor."""
    return bool(shown.lost[shown.cursor].max() >= LEAST)


def place(shown: WordByWord) -> str:
    """Where the worst patch lies: the third of the picture, down and across, that its centre is in."""
    thirds = [int(3 * (k * shown.stride + shown.side / 2) / shown.size) for k in shown.worst]
    return PLACES[min(thirds[0], 2)][min(thirds[1], 2)]


def tabulate(rows: Sequence[Dependence]) -> str:
    """A table of the kinds of words, nats of log p, one line each."""
    head = f"{'kind of word':<14}{'words':>6}{'other picture':>15}{'worst patch':>13}{'same patch, other picture':>27}"
    return "\n".join(
        [head]
        + [f"{one.kind:<14}{one.count:>6}{one.other:>15.2f}{one.patch:>13.2f}{one.elsewhere:>27.2f}" for one in rows]
    )
