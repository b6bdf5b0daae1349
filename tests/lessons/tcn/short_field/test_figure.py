"""Waits around the field, drawn: a hole is told from the outside."""

import functools
from dataclasses import replace

import numpy as np

from unrolled.lessons.tcn.short_field import figure as short_field
from unrolled.lessons.tcn.short_field import probe as short_probe
from unrolled.training.results import load_results


@functools.cache
def short(net="holes: k = 2, d = 1, 4, 16"):
    shown = short_probe.short_field(load_results("short_field"), net, 3)
    return replace(shown, own=np.array([[20, 0.1], [40, 0.3]]), own_wait=13)


EXAMPLES = {
    "short_field.short_field_drawing": lambda: short_field.short_field_drawing(short()),
    "short_field.short_field_cursor": lambda: short_field.short_field_cursor(short()),
}


def test_a_hole_is_told_from_the_outside():
    assert "exactly 0: no update can ever help" in short_field.short_field_cursor(short())
    assert "in a hole" in short_field.describe_short_field(short())
    last = replace(short(), cursor=len(short().waits) - 1)
    assert "outside the field" in short_field.describe_short_field(last)
    faint = short_probe.short_field(load_results("short_field"), "k = 3, d = 1, 2, 4, 8")
    assert "too faintly to be learned" in short_field.short_field_cursor(faint)
