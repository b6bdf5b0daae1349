"""What every panel that trains does: to its end, stopped, told twice, and with a defect; and a wait for threads."""

import time

from told import problem


def wait(done, seconds=60):
    """Until something has come to pass in another thread."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def train(panel):
    """A training to its end; returns what is shown then."""
    panel.begin.presses += 1
    panel.finish()
    assert panel.error is None
    return panel.record


def stop(panel):
    """Stop the training under way; a second press is answered, and changes nothing."""
    panel.stop.presses += 1
    panel.finish()
    assert panel.error is None
    told = panel.status.text
    panel.stop.presses += 1
    assert "Nothing is in training" in problem(panel)
    panel.report()
    assert panel.status.text == told


def stop_at_the_first_picture(panel, monkeypatch):
    """Train, and press Stop as soon as something is drawn."""
    draw = panel._picture

    def then_stop(*arguments):
        draw(*arguments)
        panel.stop.presses += 1

    monkeypatch.setattr(panel, "_picture", then_stop)
    train(panel)


def check_two(panel, other):
    """Start is refused while this panel trains; of two panels the later one goes on."""
    panel.begin.presses += 1
    panel.begin.presses += 1
    assert "under way here" in problem(panel)
    other.begin.presses += 1
    assert (panel.busy, other.busy) == (False, True)
    panel.close()
    other.close()


def check_defect(panel):
    """A defect in the thread, which divides by zero, is told."""
    panel.begin.presses += 1
    panel.finish()
    assert isinstance(panel.error, ZeroDivisionError)
    assert "broke off (ZeroDivisionError" in problem(panel)
