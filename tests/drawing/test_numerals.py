"""Numbers in pictures: few signs, a true minus, and none on a zero."""

import re
from pathlib import Path

import numpy as np
import pytest

import unrolled
from unrolled.drawing import numerals
from unrolled.drawing.numerals import plain, signed

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


@pytest.mark.parametrize(("p", "words"), [(0, "0 %"), (0.0004, "under 0.1 %"), (0.012, "1.2 %"), (0.5, "50 %")])
def test_percent_in_words(p, words):
    assert numerals.percent(p) == words


@pytest.mark.parametrize(
    ("n", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_ordinals(n, words):
    assert numerals.ordinal(n) == words


def test_large_numbers_lose_decimals():
    assert [signed(v) for v in (9.87, -12.345, 123.4, 98765.4)] == ["+9.87", "−12.3", "+123", "+98765"]
    assert [signed(v, 1) for v in (0.04, 9.87, 12.3)] == ["0.0", "+9.9", "+12"]
    assert plain(-12.345, 1) == "−12.3"


def test_few_figures_and_powers_of_ten():
    assert [numerals.rounded(v, 3) for v in (0, 41, 9537, 123456)] == ["0", "41", "9,540", "123,000"]
    assert [numerals.power_of_ten(k) for k in (-12, 0, 2)] == ["10⁻¹²", "1", "10²"]
    assert [numerals.scientific(v) for v in (0, 2.2e-5, 9.97e-7, 2.8e8)] == [
        "0",
        "2.2 · 10⁻⁵",
        "1.0 · 10⁻⁶",
        "2.8 · 10⁸",
    ]
    assert [numerals.short_exponent(f"{v:.0e}") for v in (2e-5, 3e-12, -4e9)] == ["2e−5", "3e−12", "−4e9"]


def test_things_counted():
    assert [numerals.counted(n, "word") for n in (0, 1, 2000)] == ["0 words", "1 word", "2,000 words"]


@pytest.mark.parametrize(
    ("seconds", "words"), [(12.4, "12 s"), (89, "89 s"), (90, "2 min"), (5399, "90 min"), (6840, "1.9 h")]
)
def test_durations_in_words(seconds, words):
    assert numerals.duration(seconds) == words
