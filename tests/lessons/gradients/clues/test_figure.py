"""The sky and French: sentences of any length in the same room, curves with bands, the cursor at its distance."""

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import numpy as np
import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.gradients.clues import figure as clues
from unrolled.lessons.gradients.clues.figure.sentence import PROSE
from unrolled.lessons.gradients.clues.record import Accuracies, Clues, Reader

DISTANCES = np.array([4, 8, 16, 32, 50, 64, 80, 100, 128, 160, 200])


def view(words=30, live=False):
    shares = {
        cell: np.linspace([1, 0.9 - k / 5], [0.9, 0.8], len(DISTANCES)).T.copy() for k, cell in enumerate(clues.NAMES)
    }
    measured = Accuracies(DISTANCES, shares, 64, 0.1, 2500, "every")
    readers = tuple(Reader(n, c, (("French", 0.7), ("<b>", 0.2), ("sky", 0.1)), 0.7) for c, n in clues.NAMES.items())
    text = ("I", "grew", "up", "in", "France", *["and <b>"[:3], "Italy", "<b>"] * 99)[:words]
    return Clues(
        text, "French", 4, words - 4, (6,), readers, measured, ("<b>", "word") * 60,
        np.linspace(1, 0, len(DISTANCES)) if live else np.empty(0), "gru",
    )  # fmt: skip


EXAMPLES = {
    "clues.clues_drawing": lambda: clues.clues_drawing(view(live=True)),
    "clues.clues_cursor": lambda: clues.clues_cursor(view()),
}


@pytest.mark.parametrize("words", [7, 14, 15, 40, 84, 120, 205])
def test_sentences_of_any_length_keep_their_room(words):
    drawn = clues.clues_cursor(view(words))
    found = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)"[^>]*class="mono"[^>]*textLength="([\d.]+)"[^>]*>([^<]*)', drawn
    )
    assert found
    for left, y, wide, words_there in found:
        line = unescape(words_there)
        assert PROSE.y + 10 <= float(y) <= PROSE.bottom - 4
        assert float(left) + float(wide) / len(line) * len(line.rstrip()) <= clues.FRAME.width
    assert "France" in drawn
    assert f"{words - 4} words from clue to answer" in drawn


def visible_words(drawn):
    return " ".join(re.findall(r'class="mono"[^>]*>([^<]*)<', drawn)).replace("…", "").split()


@pytest.mark.parametrize("words", [84, 120, 205])
def test_what_has_no_room_becomes_a_ribbon(words):
    shown = view(words)
    drawn = clues.clues_cursor(replace(shown, distractors=(6, 50)))
    head_and_tail = visible_words(drawn)
    (left_out,) = map(int, re.findall(r"(\d+) more words, among them", drawn))
    assert len(head_and_tail) + left_out == words + 1  # the answer, too
    assert head_and_tail[:5] == ["I", "grew", "up", "in", "France"]
    assert head_and_tail[-1] == "French"


def test_a_late_clue_is_in_sight_and_a_short_sentence_whole():
    shown = view(205)
    moved = replace(shown, words=(*shown.words[5:105], *shown.words[:5], *shown.words[105:]), clue=104, distractors=())
    assert "France" in visible_words(clues.clues_cursor(moved))
    assert "more words" not in clues.clues_cursor(view(40))


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_it_fits_the_panel_and_names_at_the_ends_are_apart(live, share):
    shown = view(live=live)
    same = {cell: np.full_like(rows, share) for cell, rows in shown.measured.shares.items()}
    drawn = clues.clues_drawing(replace(shown, measured=replace(shown.measured, shares=same)))
    for drawing in (drawn, clues.clues_cursor(shown)):
        width, height = map(int, re.findall(r'width="(\d+)" height="(\d+)"', drawing)[0])
        assert width <= WIDTH
        assert height <= HEIGHT
    ys = sorted(float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>(?:RNN|GRU|LSTM|chance)<', drawn))
    assert len(ys) == 4
    assert all(b - a >= 16.9 for a, b in pairwise(ys))
    assert ys[0] > clues.HEADING.y + 20


def test_a_place_is_kept_for_the_learner_s_own_network():
    shown = view()
    drawn = clues.clues_cursor(shown)
    assert "yours" in drawn
    own = replace(shown.readers[0], name="yours")
    assert "Train one" not in clues.clues_cursor(replace(shown, readers=(*shown.readers, own)))


def test_the_chart_stays_while_the_sentence_changes():
    assert clues.clues_drawing(view(30)) == clues.clues_drawing(view(9))
    assert clues.clues_cursor(view(30)) != clues.clues_cursor(view(9))


def test_curves_are_medians_in_bands():
    drawn = clues.clues_drawing(view())
    points = re.findall(r'<path d="M([\d. L]+)" fill="none"[^>]*--unrolled-lstm', drawn)[0].split("L")
    shares = [(clues.PLOT.bottom - float(p.split()[1])) / clues.PLOT.height for p in points]
    np.testing.assert_allclose(shares, np.median(view().measured.shares["lstm"], axis=0), atol=1e-3)
    assert drawn.count('fill-opacity="0.16"') == 3
    assert "yours" not in drawn


@pytest.mark.parametrize(
    ("scored", "words"),
    [
        ("every", "every word is a target, 2,500 updates, 2 seeds"),
        ("answer", "the answer alone is a target, 2,500 updates, 2 seeds"),
        ("twice", "every word is a target, 2,500 updates (RNN 5,000), 2 seeds"),
    ],
)
def test_the_training_is_told(scored, words):
    shown = view()
    assert words in clues.clues_drawing(replace(shown, measured=replace(shown.measured, scored=scored)))


def test_every_tested_distance_can_be_clicked():
    picks = [int(k) for k in re.findall(r'data-pick="(\d+)"', clues.clues_drawing(view()))]
    assert picks == (DISTANCES - 4).tolist()


def test_shares_at_the_cursor_are_told_with_their_range():
    drawn = clues.clues_cursor(view(20))  # 16 words apart
    at = view().measured.shares["gru"][:, 2]
    assert f"GRU {np.median(at):.0%}" in drawn
    assert f"{at.min():.0%} to {at.max():.0%}" in drawn


def test_a_sentence_without_a_clue_is_drawn_and_told():
    shown = replace(view(9), answer="", clue=-1, distance=0)
    assert "No clue" in clues.clues_cursor(shown)
    assert "without a clue: RNN says French" in clues.describe_clues(shown)


def test_the_answer_gives_the_shares_at_the_distance():
    shown = view(20)
    assert clues.answered(shown).startswith("16 words apart, RNN gets ")
    for name, cell in (("GRU", "gru"), ("LSTM", "lstm")):
        assert f"{name} {np.median(shown.measured.shares[cell][:, 2]):.0%}" in clues.answered(shown)
    assert "no clue" in clues.answered(replace(shown, answer="", clue=-1, distance=0))


def test_the_description_gives_the_answers_probability():
    assert clues.describe_clues(view(11)) == (
        "France and French, 7 words apart: the answer has the probability RNN 70 %, GRU 70 %, LSTM 70 %."
    )
