"""The checkers of copying accept the solutions and reject stubs and planted wrong answers; the question is measured."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.shakespeare.memorised import exercise as exercises
from unrolled.lessons.shakespeare.memorised.probe import load_baseline

solutions = solutions_of("memorised")


def counts_the_prompt(prompt, written, library, n):
    return solutions.copied("", prompt + written, library, n)


def divides_by_both(prompt, written, library, n):
    return solutions.copied(prompt, written, library, n) * len(written) / len(prompt + written)


def matches_reach_into_the_prompt(prompt, written, library, n):
    text = prompt + written
    starts = [k for k in range(len(text) - n + 1) if text[k : k + n] in library]
    inside = {k for start in starts for k in range(start, start + n)}
    return sum(k >= len(prompt) for k in inside) / len(written)


def share_of_places(prompt, written, library, n):
    return 1 - solutions.new_ngrams(written, library, n)


def known_ngrams(text, library, n):
    return 1 - solutions.new_ngrams(text, library, n)


def each_once(text, library, n):
    grams = {text[k : k + n] for k in range(len(text) - n + 1)}
    return sum(gram not in library for gram in grams) / len(grams)


def without_the_last(text, library, n):
    grams = [text[k : k + n] for k in range(len(text) - n)]
    return sum(gram not in library for gram in grams) / max(len(grams), 1)


def divided_by_characters(text, library, n):
    return sum(text[k : k + n] not in library for k in range(len(text) - n + 1)) / len(text)


def cut_at_the_end(text, library, n):
    return sum(text[k : k + n] not in library for k in range(len(text))) / len(text)


def single_characters(text, library, n):
    return sum(character not in library for character in text) / len(text)


@pytest.mark.parametrize("name", ["copied", "new_ngrams"])
def test_solutions_are_accepted(name):
    accepts(getattr(exercises, f"check_{name}"), getattr(solutions, name))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *(("copied", wrong) for wrong in (
            stub, raises, counts_the_prompt, divides_by_both, matches_reach_into_the_prompt, share_of_places,
        )),
        *(("new_ngrams", wrong) for wrong in (
            stub, raises, known_ngrams, each_once, without_the_last, divided_by_characters, cut_at_the_end,
            single_characters,
        )),
    ],
)  # fmt: skip
def test_wrong_answers_are_rejected_with_a_sentence(name, wrong):
    refuses(getattr(exercises, f"check_{name}"), wrong)


def test_the_right_answer_is_what_was_measured():
    base = load_baseline()
    assert 0.2 < float(base.mean[base.least == 15][0]) < 0.3
    assert float(base.mean[base.least == 6][0]) > 0.9


def copied_by_marks(prompt, written, library, n):
    marks = np.zeros(len(written), bool)
    for k in range(len(written)):
        marks[k : k + n] |= len(written[k : k + n]) == n and written[k : k + n] in library
    return marks.mean()


def new_by_counter(text, library, n):
    grams = Counter(map("".join, zip(*(text[k:] for k in range(n)), strict=False)))
    return Fraction(sum(count for gram, count in grams.items() if gram not in library), grams.total())


UNUSUAL = {"copied": copied_by_marks, "new_ngrams": new_by_counter}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)
