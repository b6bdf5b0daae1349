"""Panels that train: one training at a time, and no training that nobody can stop."""

import pytest

from told import problem
from unrolled.drawing.svg import Drawing
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel, TrainingError


class Trainer(TrainerPanel):
    """Trains until it is stopped."""

    def __init__(self):
        self.begin, self.stop = self.buttons()
        live = LivePicture(0, lambda _: Drawing("<svg/>"), str)
        super().__init__("Training", "What?", [self.begin, self.stop], live)

    def prepare(self):
        def train():
            self._stopped.wait(30)
            self.tell("Stopped." if self.stopping else "Forgotten.")

        return train


class Undecided(Trainer):
    prepare = TrainerPanel.prepare


@pytest.fixture
def two():
    both = Trainer(), Trainer()
    yield both
    for panel in both:
        panel.close()


def test_a_trainer_that_does_not_say_how_is_told_by_its_name():
    with pytest.raises(NotImplementedError, match="Undecided does not implement prepare"):
        Undecided().prepare()


def test_a_training_without_an_update_is_told():
    def none():
        yield from ()

    with pytest.raises(TrainingError, match="before its first update"):
        Trainer().follow(none(), str, lambda event: None)


def test_start_ends_the_training_of_another_panel(two):
    """The other may be of the same cell, which was run again: its buttons are gone from the page."""
    first, second = two
    first.begin.presses += 1
    second.begin.presses += 1
    assert (first.busy, second.busy) == (False, True)
    assert first.status.text == "Stopped."
    assert not problem(second)


def test_start_that_cannot_begin_leaves_the_other_training_alone(two, monkeypatch):
    first, second = two
    first.begin.presses += 1

    def refuse():
        raise TrainingError("No text.")

    monkeypatch.setattr(second, "prepare", refuse)
    second.begin.presses += 1
    assert (first.busy, problem(second)) == (True, "No text.")


def test_stop_ends_the_training_of_another_panel_too(two):
    first, second = two
    first.begin.presses += 1
    second.stop.presses += 1
    assert not first.busy
    assert second.status.text == "A training of another panel was ended. Press Start to begin one here."
    second.stop.presses += 1
    assert problem(second) == "Nothing is in training: press Start to begin."


def test_a_training_that_has_ended_keeps_no_panel(two):
    first, _ = two
    first.begin.presses += 1
    assert TrainerPanel._training is first
    first.stop.presses += 1
    first.finish()
    assert TrainerPanel._training is None  # the model may be large
