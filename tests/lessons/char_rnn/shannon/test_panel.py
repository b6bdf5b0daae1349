"""Shannon's game: a whole game, guesses that are wrong, repeated or impossible, and new passages."""

import pytest

from readers import TEXT, VOCABULARY, both
from told import problem
from unrolled.lessons.char_rnn.shannon.panel import GuessPanel


@pytest.fixture
def panel():
    return GuessPanel(both(), VOCABULARY, {"A": TEXT, "B": TEXT.replace("AB:", "BA:")})


def rest(panel):
    return panel._game.passage[panel._game._known :]


def test_a_whole_game(panel):
    panel.guess.type(rest(panel))
    view = panel.record
    assert view.played == view.length == 100
    assert view.players[0].bits == 0
    panel.guess.type("a")
    assert "at its end" in problem(panel)


def test_wrong_guesses_repeated_and_impossible_ones(panel):
    wrong = next(c for c in "abcdeg" if c != rest(panel)[0].lower())
    panel.guess.type(wrong)
    assert panel.record.tried == (wrong,)
    panel.guess.type(wrong)
    assert "tried already" in problem(panel)
    panel.guess.type("ß")
    assert "never occurs" in problem(panel)
    panel.tell.presses += 1
    assert panel.record.played == 1
    assert not problem(panel)


def test_new_passages_come_from_all_plays(panel):
    before = panel._game.passage
    panel.another.presses += 1
    assert panel._game.passage != before
    assert panel.record.played == 0
