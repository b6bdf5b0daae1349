"""The panel of shapes: every shape, own questions, bad ones."""

import pytest

from told import refused
from unrolled.lessons.rnn.sequences.dataset import TASKS
from unrolled.lessons.rnn.sequences.panel import SequencesPanel
from unrolled.models.char_rnn import CharRNN


@pytest.fixture
def panel():
    return SequencesPanel({name: CharRNN(len(task.vocabulary), 4, 1, "rnn") for name, task in TASKS.items()})


@pytest.mark.parametrize("shape", TASKS)
def test_every_shape_and_every_step(panel, shape):
    panel.shape.value = shape
    view = panel.record
    assert view.shape == shape
    assert TASKS[shape].pose(panel.question.value) == (view.read, view.due)
    for step in range(len(view.read)):
        panel.live.cursor = step
        assert panel.describe().startswith(f"Step {step + 1} of {len(view.read)}")
        assert panel.describe() in panel.live.layer
    assert not panel.status.problem


def test_another_question(panel):
    panel.shape.value = "many to one"
    seen = {panel.question.value}
    for _ in range(5):
        panel.another.presses += 1
        seen.add(panel.record.read)
    assert len(seen) > 2


def test_own_questions_and_bad_ones(panel):
    panel.shape.value = "many to one"
    panel.question.value = "aabab"
    assert panel.record.due == "    a"
    assert panel.live.last == 4
    for question, words in (
        ("", "cannot be read"),
        ("ab", "neither side"),
        ("<b>", "cannot be read"),
        ("a" * 500, "1 to 12"),
    ):
        with refused(panel, words):
            panel.question.value = question
    panel.another.presses += 1
    assert not panel.status.problem
