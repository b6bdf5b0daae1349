"""Predictions: who has chosen gets the reply to that choice."""

import pytest

from unrolled.lessons.char_rnn.temperature import exercise as char_rnn
from unrolled.panels.predict import Predict

ALL = [char_rnn.GREEDY, char_rnn.SHIFT]


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.ask[:20])
def test_each_choice_gets_its_reply(question):
    predict = Predict(question)
    assert predict.reply == ""
    for k, choice in enumerate(question.choices):
        predict.chosen = k
        assert (predict.right, predict.reply) == (choice.right, choice.reply)


def test_a_choice_that_there_is_not_changes_nothing():
    predict = Predict(ALL[0])
    predict.chosen = 0
    before = predict.reply
    for none in (-1, len(predict.choices), 10**9):
        predict.chosen = none
        assert predict.reply == before


def test_what_a_notebook_stores_says_the_question_and_keeps_anywidgets_metadata(monkeypatch):
    predict, colab = Predict(ALL[0]), {"colab": {"custom_widget_manager": {"url": "https://manager"}}}
    monkeypatch.setattr("anywidget._util.get_repr_metadata", lambda: colab)
    data, metadata = predict._repr_mimebundle_()
    assert data["text/plain"].startswith(f"Predict: {predict.ask} {predict.words[0]} / ")
    assert metadata == colab
