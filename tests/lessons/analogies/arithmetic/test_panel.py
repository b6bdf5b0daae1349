"""Analogies: every choice, every step of the table, words of one's own, bad ones."""

import numpy as np
import pytest

from told import problem, refused
from unrolled.datasets.analogy_questions import TABLE_8, Relationship
from unrolled.datasets.word_vectors import WordVectors, glove
from unrolled.lessons.analogies.arithmetic.panel import AnalogyPanel
from unrolled.lessons.analogies.arithmetic.probe import Key, steps

WORDS = ("france", "paris", "italy", "rome", "milan", "spain", "madrid", "wine")
TABLE = (
    Relationship(("France", "Paris"), (("Italy", "Rome"), ("Spain", "Madrid"))),
    Relationship(("Italy", "Rome"), (("France", "Paris"),)),
)


def made(seed, about, words=WORDS):
    return WordVectors.of(words, np.random.default_rng(seed).normal(size=(len(words), 5)), about)


@pytest.fixture
def panel():
    return AnalogyPanel(made(1, "First, 5 dimensions"), table=TABLE, key=Key(TABLE))


def boxes(panel):
    return panel.given.value, panel.taken.value, panel.added.value


@pytest.mark.parametrize("inputs", ["left out", "allowed"])
@pytest.mark.parametrize("score", ["cosine", "3CosMul"])
def test_every_step_under_every_choice(panel, inputs, score):
    panel.inputs.value, panel.score.value = inputs, score
    assert panel.live.last == 2
    for step in (1, 2, 0):
        panel.live.cursor = step
        view = panel.record
        a, b, c = steps(TABLE)[step]
        assert boxes(panel) == (b, a, c)
        assert view.words == (a.lower(), b.lower(), c.lower())
        assert (view.method, view.allowed) == (score, inputs == "allowed")
        assert view.row.step == view.expected.step == step
        assert panel.describe() in panel.drawing()
        assert not problem(panel)
        assert panel.status.text.startswith(view.answer)


def test_buttons_go_round_the_table(panel):
    seen = []
    for button, times in ((panel.after, 4), (panel.before, 2)):
        for _ in range(times):
            button.presses += 1
            seen.append(panel.live.cursor)
    assert seen == [1, 2, 0, 1, 0, 2]


def test_filling_the_boxes_draws_once(panel, monkeypatch):
    shown = []
    monkeypatch.setattr(panel.live, "show", shown.append)
    panel.after.presses += 1
    assert len(shown) == 1


def test_an_example_with_an_unknown_word_is_told_and_passed():
    known = [word for word in WORDS if word != "spain"]
    panel = AnalogyPanel(made(1, "First, 5", known), table=TABLE, key=Key(TABLE))
    panel.after.presses += 1
    assert boxes(panel) == ("Paris", "France", "Spain")
    assert "“Spain” is not among the 7 words" in problem(panel)
    panel.live.cursor = 1  # the boxes hold these words already
    assert "“Spain” is not among the 7 words" in problem(panel)
    assert panel.record.row.step == 0
    panel.after.presses += 1
    assert not problem(panel)
    assert panel.record.row.step == panel.live.cursor == 2


def test_own_words_keep_the_row_and_the_arrows_go_on_from_it(panel):
    panel.live.cursor = 1
    panel.given.value = "wine"
    assert panel.record.words == ("france", "wine", "spain")
    assert panel.record.expected is None
    assert panel.record.row.step == panel.live.cursor == 1
    assert "nobody has said" in panel.status.text
    panel.after.presses += 1
    assert panel.live.cursor == 2
    panel.added.value = "wine"
    panel.live.cursor = 1
    assert boxes(panel) == ("Paris", "France", "Spain")


def test_words_of_the_table_are_known_when_typed(panel):
    panel.given.value, panel.taken.value, panel.added.value = "rome ", "ITALY", "france"
    assert panel.record.expected.word == "paris"
    assert panel.live.cursor == 2


def test_the_same_word_three_times(panel):
    for box in (panel.given, panel.taken, panel.added):
        box.value = "wine"
    assert not problem(panel)
    assert "Three times wine" in panel.status.text
    panel.added.value = "paris"
    assert "wine − wine is nothing" in panel.status.text


@pytest.mark.parametrize(
    ("word", "words"),
    [("", "“From” is empty"), ("new york", "more than one word"), ("pariss", "did you mean “paris”"), ("<b>", "“<b>”"),
     ("ż" * 300, "not among the 8 words"), ("-", "try another word")],
)  # fmt: skip
def test_bad_words_are_told_and_the_last_picture_stays(panel, word, words):
    with refused(panel, words):
        panel.given.value = word
    assert panel.given.value == word
    panel.score.value = "3CosMul"
    assert words in problem(panel)
    panel.after.presses += 1
    assert not problem(panel)


def test_two_vectors_can_be_compared_and_one_has_no_choice(panel):
    assert panel.vectors is None
    both = AnalogyPanel(made(1, "First, 5"), made(2, "Second, 5", WORDS[:-1]), table=TABLE, key=Key(TABLE))
    assert both.vectors.choices == [["First", "0"], ["Second", "1"]]
    first = both.drawing()
    both.vectors.value = "1"
    assert both.record.about == "Second, 5"
    both.vectors.value = "0"
    assert both.drawing() == first
    both.given.value = "wine"
    both.vectors.value = "1"
    assert "“wine” is not among the 7 words" in problem(both)
    assert both.record.about == "First, 5"


def test_the_slides_example_in_the_shipped_vectors():
    panel = AnalogyPanel(glove())
    assert panel.record.answer == "rome"
    assert panel.live.last == 29
    assert panel.status.text == "rome, as in Table 8. Inputs allowed, it stays rome."
    for step in range(30):
        panel.live.cursor = step
        assert not problem(panel)
        assert panel.record.row.number == 1 + step // 3
        for spot in panel.record.spots:
            assert panel.live.svg.count(f">{spot.word}</text>") >= 1
    assert panel.record.row.pair == TABLE_8[-1].pair
    panel.given.value, panel.taken.value, panel.added.value = "woman", "man", "king"
    assert panel.record.expected.word == panel.record.answer == "queen"
