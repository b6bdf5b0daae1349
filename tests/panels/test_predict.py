"""Predictions: each choice has its own reply, and the course's own questions are fit to ask."""

import pytest

from unrolled.checking.question import Choice, Question
from unrolled.lessons.char_rnn.temperature import exercise as char_rnn
from unrolled.panels.predict import Predict

ALL = [char_rnn.GREEDY, char_rnn.SHIFT]


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.ask[:20])
def test_each_choice_has_its_own_reply(question):
    predict = Predict(question)
    assert predict.reply == ""
    replies = []
    for k, choice in enumerate(question.choices):
        predict.chosen = k
        assert (predict.right, predict.reply) == (choice.right, choice.reply)
        replies.append(predict.reply)
    assert len(set(replies)) == len(replies) >= 3


@pytest.mark.parametrize("right", [(False, False), (True, True)])
def test_exactly_one_choice_is_right(right):
    with pytest.raises(ValueError, match="Exactly one"):
        Predict(Question("Which?", tuple(Choice("x", r, "") for r in right)))
