"""The sky and French: sentences of any length in the same room, curves with bands, the cursor at its distance."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.gradients.clues import figure as clues
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
    heights = [float(y) for y in re.findall(r'class="mono"[^>]*', drawn) for y in re.findall(r' y="([\d.]+)"', y)]
    rows = [float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*class="mono"', drawn)] or heights
    assert rows
    assert min(rows) >= clues.PROSE
    assert max(rows) < clues.TOP - 40
    assert "France" in drawn
    assert f"{words - 4} words from clue to answer" in drawn


def test_the_chart_stays_while_the_sentence_changes():
    assert clues.clues_drawing(view(30)) == clues.clues_drawing(view(9))
    assert clues.clues_cursor(view(30)) != clues.clues_cursor(view(9))


def test_curves_are_medians_in_bands():
    drawn = clues.clues_drawing(view())
    points = re.findall(r'<polyline points="([\d., ]+)"[^>]*--unrolled-lstm', drawn)[0].split()
    shares = [(clues.BOTTOM - float(p.split(",")[1])) / (clues.BOTTOM - clues.TOP) for p in points]
    np.testing.assert_allclose(shares, np.median(view().measured.shares["lstm"], axis=0), atol=1e-3)
    assert drawn.count("<polygon") == 3
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


def test_the_description_gives_the_answers_probability():
    assert clues.describe_clues(view(11)) == (
        "France and French, 7 words apart: the answer has the probability RNN 70 %, GRU 70 %, LSTM 70 %."
    )
