"""Numbers beside formulas: a true minus, and none on a zero."""

import re
from pathlib import Path

import numpy as np
import pytest

import unrolled
from unrolled.drawing.formula import plain, signed

# A fixed number of decimals with a true minus, and without the z that takes the sign off a zero.
FAULTY = re.compile(r':\+?,?\.(?:\d|\{[^{}]*\})f\}[^"]*"\)?\.replace\("-", "−"\)')


@pytest.mark.parametrize(
    ("value", "with_sign", "without"),
    [
        (1.5, "+1.50", "1.50"),
        (-1.5, "−1.50", "−1.50"),
        (0.0, "0.00", "0.00"),
        (-0.0, "0.00", "0.00"),
        (0.004, "0.00", "0.00"),
        (-0.004, "0.00", "0.00"),
        (-0.006, "−0.01", "−0.01"),
        (np.float32(-1e-9), "0.00", "0.00"),
    ],
)
def test_a_number_has_a_sign_where_it_rounds_to_one(value, with_sign, without):
    assert signed(value) == with_sign
    assert plain(value) == without


def test_no_figure_writes_a_zero_with_a_minus():
    for path in Path(unrolled.__file__).parent.rglob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            assert not FAULTY.search(line), f"{path.name}: {line.strip()}"
