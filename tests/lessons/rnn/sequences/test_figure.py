"""Boxes and arrows of sequence problems."""

import re
from dataclasses import replace

import numpy as np

from unrolled.lessons.rnn.sequences import figure as sequences
from unrolled.lessons.rnn.sequences.record import Exchange


def view(cursor=3):
    return Exchange("many to <b>one</b>", "count", "·", "ab··", "  ba", "xxbb", np.array([0.1, 0.2, 0.9, 0.6]), cursor)


EXAMPLES = {
    "sequences.exchange_drawing": lambda: sequences.exchange_drawing(view()),
    "sequences.exchange_steps": lambda: sequences.exchange_steps(view()),
    "sequences.shapes_drawing": sequences.shapes_drawing,
}


def test_boxes_stand_where_something_is_read_or_asked():
    frame = sequences.exchange_drawing(view())
    assert frame == sequences.exchange_drawing(view(0))
    assert frame.count("stroke-dasharray") == 4 + 2 + 2  # states, read, asked
    assert re.findall(r'data-pick="(\d)"', frame) == ["0", "1", "2", "3"]


def test_steps_come_with_the_cursor():
    drawn = [sequences.exchange_steps(view(k)) for k in range(4)]
    assert "✓" not in drawn[1]
    assert "✓ 90%" in drawn[2]
    assert "✗ a" in drawn[3]


def test_the_description_counts_answers():
    assert sequences.describe_exchange(view(1)) == (
        "Step 2 of 4, many to <b>one</b>: reads b, is not asked; nothing asked yet."
    )
    assert sequences.describe_exchange(view(3)).endswith("reads nothing, says b, 60 %; 1 of 2 answers right so far.")


def test_long_examples_fit():
    long = replace(view(), read="a" * 12, due="b" * 12, said="b" * 12, chances=np.ones(12), cursor=11)
    xs = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', sequences.exchange_steps(long))]
    assert max(xs) + sequences.BOX <= sequences.WIDTH
