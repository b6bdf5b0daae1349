"""The question on what is learned first: the right answer, and what the replies say, are what was measured."""

from unrolled.lessons.shakespeare.snapshots.exercise import ORDER
from unrolled.lessons.shakespeare.snapshots.probe import REACHED
from unrolled.training.results import load_results
from unrolled.training.shakespeare import NAME


def first(skill, tau="0.8"):
    """The first step from which on a skill is there to stay."""
    runs = load_results("snapshots")
    due, found = REACHED * runs[f"{NAME} real"]["skills"][skill], None
    steps = sorted(int(key.split()[1]) for key, run in runs.items() if key.startswith(NAME) and "nats" in run)
    for step in steps:
        share = runs[f"{NAME} {step}"]["writings"][tau]["skills"][skill]
        if share is None or share < due:
            found = None
        elif found is None:
            found = step
    return found


def test_the_third_choice_is_the_right_one():
    assert [choice.right for choice in ORDER.choices] == [False, False, True]


def test_long_words_come_after_headings_and_short_words():
    assert first("long") > max(first("headings"), first("short"))
