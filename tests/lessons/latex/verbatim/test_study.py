"""Losses split by what is shared; the committed numbers agree with the card and with each other."""

import numpy as np
import pytest

from unrolled.datasets import latex
from unrolled.lessons.latex.verbatim.study import NAME, measure
from unrolled.training.checkpoint import load_card
from unrolled.training.latex import NAME as MODEL
from unrolled.training.results import load_results


def test_the_loss_is_split_by_what_is_shared():
    inside = np.array([True, True, False, False, True])
    found = measure([np.array([1.0, 2.0, 3.0, 4.0])], [inside])
    assert found == {"characters": 5, "shared": 0.6, "nats": 2.5, "nats outside": 2.5, "nats inside": 2.5}
    found = measure(2 * [np.array([1.0, 4.0])], 2 * [np.array([False, False, False])])
    assert found["characters"] == 6
    assert (found["nats outside"], found["nats inside"]) == (2.5, None)


def test_the_committed_numbers_are_those_of_the_card_split_in_two():
    chapters, card = load_results(NAME)["chapters"], load_card(MODEL)
    for part, titles in (("validation", latex.VALIDATION), ("test", latex.TEST)):
        whole = chapters[part]
        assert whole["nats"] == pytest.approx(card["nats"][part], abs=1e-3)
        assert whole["characters"] == sum(chapters[title]["characters"] for title in titles)
        for one in (whole, *(chapters[title] for title in titles)):
            assert one["nats inside"] < one["nats"] < one["nats outside"]
            mixed = one["shared"] * one["nats inside"] + (1 - one["shared"]) * one["nats outside"]
            assert mixed == pytest.approx(one["nats"], abs=1e-3)


def test_a_third_of_two_chapters_stands_in_others():
    chapters = load_results(NAME)["chapters"]
    shares = {title: round(chapters[title]["shared"], 2) for title in latex.VALIDATION + latex.TEST}
    assert shares == {"topology": 0.07, "stacks-limits": 0.32, "fields": 0.03, "groupoids": 0.3, "dualizing": 0.13}
