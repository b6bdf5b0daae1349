"""Moves that tests of several notebooks make."""

from lab import described


def slide(panel, twin, name, control, key):
    """Press a key on a slider in the page, give the twin the same value, and wait until both say the same."""
    slider = panel.get_by_role("slider", name=name).first
    slider.press(key)
    control.value = float(slider.input_value())
    described(panel, twin.describe())


def complains(panel, words):
    """Wait until a panel's status says these words."""
    panel.get_by_role("status").filter(has_text=words).wait_for(timeout=20_000)
