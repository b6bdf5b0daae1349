"""Answers of networks on shapes of sequence problems."""

import pytest
import torch

from unrolled.lessons.rnn.sequences.dataset import SILENT, TASKS, ExampleError
from unrolled.lessons.rnn.sequences.probe import accuracy, exchange
from unrolled.models.char_rnn import CharRNN

TASK = TASKS["many to one"]


@pytest.fixture
def model():
    return CharRNN(len(TASK.vocabulary), hidden=5, layers=1, cell="rnn")


def test_an_exchange_holds_what_the_network_says(model):
    view = exchange(model, TASK, "aab")
    p = model(TASK.vocabulary.encode("aab")[None])[0][0].softmax(1)
    assert view.said == TASK.vocabulary.decode(p.argmax(1))
    assert view.chances == pytest.approx(p.max(1).values.detach().numpy())
    assert (view.read, view.due, view.cursor) == ("aab", "  a", 2)
    with pytest.raises(ExampleError):
        exchange(model, TASK, "x")


def test_accuracy_counts_examples_with_every_answer_right(model):
    inputs = torch.randint(3, (4, 3))
    said = model(inputs)[0].argmax(2)
    assert accuracy(model, inputs, said) == 1
    wrong = said.clone()
    wrong[0, 1] = (said[0, 1] + 1) % 3
    assert accuracy(model, inputs, wrong) == 0.75
    wrong[0, 1] = SILENT
    assert accuracy(model, inputs, wrong) == 1
