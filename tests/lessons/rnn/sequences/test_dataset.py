"""Synthetic tasks of all shapes: what is due, by hand; what cannot be asked."""

import pytest

from unrolled.lessons.rnn.sequences.dataset import SILENT, TASKS, ExampleError
from unrolled.training.loop import UNSCORED


@pytest.mark.parametrize(
    ("shape", "question", "read", "due"),
    [
        ("one to many", "3", "3········", "wednesday"),
        ("one to many", "1", "1········", "monday···"),
        ("many to one", "abb", "abb", "  b"),
        ("many to many, in step", "(()", "(()", "121"),
        ("many to many, afterwards", "abc", "abc···", "   cba"),
    ],
)
def test_what_is_due(shape, question, read, due):
    task = TASKS[shape]
    assert task.pose(question) == (read, due)
    inputs, targets = task.encode(read, due)
    assert task.vocabulary.decode(inputs) == read
    asked = [place for place, symbol in enumerate(due) if symbol != " "]
    assert [place for place, target in enumerate(targets.tolist()) if target != SILENT] == asked
    assert task.vocabulary.decode(targets[asked]) == due.replace(" ", "")


@pytest.mark.parametrize("shape", TASKS)
def test_drawn_examples_are_of_the_form_and_differ(shape):
    task = TASKS[shape]
    questions = {task.invent() for _ in range(200)}
    assert len(questions) > 5
    for question in questions:
        read, due = task.pose(question)
        assert len(read) == len(due)
    inputs, targets = task.draw(7)
    assert inputs.shape == targets.shape == (7, len(read))


@pytest.mark.parametrize(
    ("shape", "question", "words"),
    [
        ("one to many", "8", "one symbol"),
        ("one to many", "", "one symbol"),
        ("many to one", "ab", "as many a as b"),
        ("many to one", "a" * 13, "1 to 12"),
        ("many to many, in step", "())", "place 3 closes"),
        ("many to many, in step", "((((", "more than 3 deep"),
        ("many to many, afterwards", "abcdefa", "1 to 6"),
        ("many to many, afterwards", "<b>", "“<b>”"),
    ],
)
def test_what_is_no_question_is_told(shape, question, words):
    with pytest.raises(ExampleError, match=words):
        TASKS[shape].pose(question)


def test_the_sign_for_no_target_is_the_loops():
    assert SILENT == UNSCORED
