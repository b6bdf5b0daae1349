"""The checker of costs accepts the solution and rejects bug and planted wrong answers; the question is measured."""

import re
from itertools import pairwise
from math import log, log2

import pytest
import torch

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.datasets import shakespeare
from unrolled.lessons.shakespeare.reading import exercise as exercises
from unrolled.lessons.shakespeare.reading.panel import VERSE, texts
from unrolled.lessons.shakespeare.reading.probe import mean_bits, read_all
from unrolled.measuring.surprisal import surprisal
from unrolled.training.checkpoint import load_sampler
from unrolled.training.shakespeare import NAME

solutions = solutions_of("reading")


def reads_before_it_asks(step, ids):
    """One too late: the probability belongs to the character after."""
    spent, state = [], None
    for k in ids[1:]:
        p, state = step(state, k)
        spent.append(-log2(p[k]))
    return spent


def state_not_carried(step, ids):
    return [-log2(step(None, before)[0][k]) for before, k in pairwise(ids)]


def the_first_counts_too(step, ids):
    return [0.0, *solutions.costs(step, ids)]


def in_nats(step, ids):
    return [bits * log(2) for bits in solutions.costs(step, ids)]


def the_mean(step, ids):
    spent = solutions.costs(step, ids)
    return sum(spent) / max(len(spent), 1)


def of_the_character_just_read(step, ids):
    spent, state = [], None
    for before, _ in pairwise(ids):
        p, state = step(state, before)
        spent.append(-log2(p[before]))
    return spent


def test_the_solution_is_accepted():
    accepts(exercises.check_costs, solutions.costs)


@pytest.mark.parametrize(
    "wrong",
    [stub, raises, reads_before_it_asks, state_not_carried, the_first_counts_too, in_nats, the_mean,
     of_the_character_just_read],
)  # fmt: skip
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_costs, wrong)


def test_the_second_choice_is_the_right_one():
    assert [choice.right for choice in exercises.PHONE.choices] == [False, True, False]


def test_no_play_holds_the_word_of_the_question():
    assert "telephone" in exercises.PHONE.ask
    assert VERSE.count("telephone") == 3
    assert not any("telephone" in play.lower() for play in shakespeare.plays().values())


def prices(model, vocabulary, word, text):
    """Bits of each coming of a word, all its characters together."""
    bits = surprisal(model, vocabulary, text, len(text)).bits
    return [float(bits[found.start() : found.end()].sum()) for found in re.finditer(word, text)]


def test_the_right_choice_is_what_the_large_network_does():
    model, vocabulary, _ = load_sampler(NAME)
    first, second, third = prices(model, vocabulary, "telephone", VERSE)
    assert third > first / 2
    assert not first + 1 < second < third - 1  # by more than a bit each time


def test_today_costs_more_than_macbeth_and_german_most():
    """As the notebook says under the panel."""
    model, vocabulary, _ = load_sampler(NAME)
    bits = {title: mean_bits(read_all({NAME: model}, vocabulary, text))[NAME] for title, text in texts().items()}
    assert bits["Macbeth"] < bits["Today"] - 0.3
    assert bits["German"] > 2 * bits["Today"] - 0.5


def in_torch(step, ids):
    """All rows first, then a single look-up."""
    rows, state = [], None
    for k in ids[:-1]:
        row, state = step(state, k)
        rows.append(torch.tensor(row, requires_grad=True))
    return [-torch.log2(row[k]) for row, k in zip(rows, ids[1:], strict=True)]


UNUSUAL = [in_torch]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_costs, right)
