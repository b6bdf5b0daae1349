"""Learning to write: curves, triangles, columns to click, and the text with its signs."""

import re
from dataclasses import replace
from math import nan

import numpy as np
import pytest

from unrolled.lessons.shakespeare.snapshots import figure as snapshots
from unrolled.lessons.shakespeare.snapshots.record import Learning, Snapshot, Writing

TEXT = "ANNA:\nthe <b>zat & co\n\n"
MARKS = "hhhhh" + "." * 8 + "xxx" + "." * 7
LATEX = ("letters", "short", "lines", "long", "sentences", "triples", "commands", "words")
PLAYS = ("letters", "short", "headings", "lines", "long", "names", "sentences", "triples", "words")


def snapshot(step, share, text=TEXT, marks=MARKS):
    writing = Writing(text, marks, dict.fromkeys({*PLAYS, *LATEX}, share), 3.5)
    return Snapshot(step, 2048 * step, step / 10, 4.3 - step / 200, {0.5: 1.0, 0.8: 2.0}, {0.5: writing, 0.8: writing})


def shown(index=2, *, shares=(nan, 0.2, 0.85), skills=PLAYS, **changes):
    snapshots = tuple(
        snapshot(step, share, **changes) for step, share in zip((0, 20, 500), shares, strict=True)
    )  # fmt: skip
    curve = np.array([[100, 2.9, 2.5], [500, 1.9, 1.8]])
    first = dict.fromkeys(skills, None) | {"letters": 2, "short": 1}
    return Learning("1 layer", snapshots, curve, dict.fromkeys(skills, 0.9), 4.1, first, index, 0.8)


EXAMPLES = {
    "snapshots.learning_drawing": lambda: snapshots.learning_drawing(shown()),
    "snapshots.learning_now": lambda: snapshots.learning_now(shown()),
}


def test_a_snapshot_can_be_clicked_and_a_move_leaves_the_curves_as_they_are():
    drawn = snapshots.learning_drawing(shown())
    assert re.findall(r'data-pick="(\d)"', drawn) == ["0", "1", "2"]
    assert drawn == snapshots.learning_drawing(shown(0))


def test_the_loss_goes_through_snapshots_and_the_cards_points():
    held = re.search(r'<path d="M([^"]+)"[^>]*stroke-width="4"', snapshots.learning_drawing(shown()))[1]
    places = [tuple(map(float, pair.split())) for pair in held.split("L")]
    view = shown()
    due = [(0, 4.3), (20, 4.2), (100, 2.5), (500, 1.8)]  # at 500 the snapshot's own measurement
    for place, (step, nats) in zip(places, due, strict=True):
        assert place == pytest.approx((snapshots._x(view, step), snapshots._y(nats)), abs=0.06)
    assert [x for x, _ in places] == sorted(x for x, _ in places)


def test_triangles_stand_where_a_skill_is_reached():
    drawn = snapshots.learning_drawing(shown())
    triangles = re.findall(r'd="M([\d.]+),[\d.]+ l6,-9', drawn)
    assert triangles == [f"{snapshots._x(shown(), step):.1f}" for step in (500, 20)]


def test_each_kind_of_text_has_its_rows():
    plays, latex = (snapshots.learning_drawing(shown(skills=kind)) for kind in (PLAYS, LATEX))
    assert "speakers of the plays" in plays
    assert "commands exist" not in plays
    assert "commands exist" in latex
    assert "speakers of the plays" not in latex
    shares = [drawn.count(">90 %<") for drawn in (plays, latex)]
    assert shares == [snapshots.MOST_SKILLS, snapshots.MOST_SKILLS]


def test_gaps_are_left_out_and_lone_points_show():
    assert snapshots._runs([(0, nan), (1, 5.0), (2, nan), (3, 1.0), (4, 2.0)]) == [
        [(1, 5.0), (3, 5.0)],
        [(3, 1), (4, 2)],
    ]
    lone = replace(shown(shares=(nan, 0.1, nan)), first=dict.fromkeys(PLAYS))
    assert "nan" not in snapshots.learning_drawing(lone)
    assert ">none<" in snapshots.learning_now(shown(0))
    assert "nan" not in snapshots.learning_now(shown(0))


def test_unknown_words_are_underlined_and_headings_boxed():
    drawn = snapshots.learning_now(shown())
    lines = re.findall(r'd="M[\d.]+,[\d.]+ h([\d.]+)"', drawn)
    wide = 0.6 * snapshots.SIZE
    assert sorted(map(float, lines)) == pytest.approx([3 * wide, 34], abs=0.1)  # 34: of the legend
    box = re.search(r'<rect x="2" y="[\d.]+" width="([\d.]+)"', drawn)
    assert float(box[1]) == pytest.approx(5 * wide + 4)
    assert "&lt;b&gt;" in drawn
    assert "&amp;" in drawn


def test_a_long_text_ends_at_its_room():
    long = "a line of text\n" * 100
    drawn = snapshots.learning_now(shown(text=long, marks="." * len(long)))
    assert drawn.count("a line of text") == snapshots.ROWS
    assert all(float(y) <= snapshots.HEIGHT for y in re.findall(r' y="([\d.]+)"', drawn))
    assert snapshots.learning_now(shown(text="", marks=""))


@pytest.mark.parametrize(
    ("characters", "words"), [(0, "nothing"), (40_960, "40,960 characters"), (2_500_000, "2.5 million characters")]
)
def test_amounts_in_words(characters, words):
    assert snapshots.amount(characters) == words


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "no time"), (0.25, "about 15 s"), (12.2, "about 12 min"), (150, "about 2.5 h")]
)
def test_times_in_words(minutes, words):
    assert snapshots.told(minutes) == words


def test_what_is_said():
    assert snapshots.describe_learning(shown()) == (
        "After 500 updates, 1.0 million characters read in about 50 min: 1.80 nats; at τ = 0.8 85 % of its words are "
        "real, 85 % of the long ones."
    )
    assert "none of its words" in snapshots.describe_learning(shown(0))
