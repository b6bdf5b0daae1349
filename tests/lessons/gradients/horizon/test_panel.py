"""The panel of the memory horizon over all its values."""

import pytest

from told import refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.horizon.panel import HorizonPanel
from unrolled.models.char_rnn import CharRNN

VOCABULARY = Vocabulary("a bcdefg\n<>/")
TEXTS = {"one": "a bad cab faced\na bee " * 3, "two": "gag"}


@pytest.fixture
def panel():
    models = {cell.upper(): CharRNN(len(VOCABULARY), 6, 1, cell) for cell in ("lstm", "rnn")}
    return HorizonPanel(models, VOCABULARY, TEXTS, place=20, context=5)


def test_every_place_context_and_network(panel):
    assert (panel.live.cursor, panel.record.context) == (20, 5)
    for name in ("RNN", "LSTM"):
        panel.model.value = name
        for context in (1, 17, 500):
            panel.context.value = context
            for place in (1, 30, len(TEXTS["one"]) - 1):
                panel.live.cursor = place
                view = panel.record
                assert (view.place, view.context) == (place, min(context, place))
                assert panel.describe() in panel.live.layer.replace("&#x27;", "'")
                assert panel.status.text.startswith(panel.describe())
    assert not panel.status.problem


def test_a_reset_draws_once_and_goes_to_the_end_of_the_text(panel, monkeypatch):
    panel.text.value = TEXTS["two"]
    shown, before = [], panel.live.show
    monkeypatch.setattr(panel.live, "show", lambda record: (shown.append(record), before(record)))
    panel.more.reset()
    assert [record.place for record in shown] == [len(TEXTS["one"]) - 1]
    assert panel.text.value == TEXTS["one"]


def test_the_first_character_has_nothing_before_it(panel):
    panel.live.cursor = 0
    assert panel.live.cursor == panel.record.place == 1


def test_texts(panel):
    panel.text.value = TEXTS["two"]
    assert panel.record.place == 2
    for text, words in (("", "empty"), ("a", "at least two"), ("a" * 501, "501"), ("aß", "“ß”")):
        with refused(panel, words):
            panel.text.value = text
            panel.live.cursor = 1  # a move while the text is bad is told again, and harms nothing
    panel.text.value = "<b> a"
    assert not panel.status.problem
    assert "<b>" not in panel.drawing()


def test_a_move_of_the_place_leaves_the_text(panel):
    before = panel.live.svg
    panel.live.cursor = 33
    panel.context.value = 2
    assert panel.live.svg == before
