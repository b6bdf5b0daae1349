"""The checker of a caption's log p: accepts the solution, rejects planted slips by name."""

import numpy as np
import pytest
import torch

from answers import accepts, refuses, stub
from solved import solutions_of
from unrolled.lessons.captioning.word_by_word import exercise as exercises

START, END = 0, 1
caption_log_probability = solutions_of("word_by_word").caption_log_probability


def forgets_the_first_word(start, step, picture, ids):
    _, state = step(start, picture)
    _, state = step(state, START)
    total = 0.0
    for word, following in zip(ids, [*ids[1:], END], strict=False):
        log_p, state = step(state, word)
        total += log_p[following]
    return total


def forgets_end(start, step, picture, ids):
    _, state = step(start, picture)
    total, word = 0.0, START
    for following in ids:
        log_p, state = step(state, word)
        total, word = total + log_p[following], following
    return total


def words_and_end(step, state, log_p, ids):
    """Adds up log p of all words and END, from what is known of the first."""
    first, *later = [*ids, END]
    total = log_p[first]
    for word, following in zip(ids, later, strict=True):
        log_p, state = step(state, word)
        total += log_p[following]
    return total


def picture_after_start(start, step, picture, ids):
    _, state = step(start, START)
    log_p, state = step(state, picture)
    return words_and_end(step, state, log_p, ids)


def picture_after_the_first_word(start, step, picture, ids):
    log_p, state = step(start, START)
    _, state = step(state, picture)
    return words_and_end(step, state, log_p, ids)


def no_picture(start, step, picture, ids):
    return caption_log_probability(
        start, lambda state, x: (None, state) if x is picture else step(state, x), picture, ids
    )


def no_start(start, step, picture, ids):
    log_p, state = step(start, picture)
    return words_and_end(step, state, log_p, ids)


def state_not_carried(start, step, picture, ids):
    _, state = step(start, picture)
    return sum(step(state, word)[0][due] for word, due in zip([START, *ids], [*ids, END], strict=True))


def state_never_kept(start, step, picture, ids):
    step(start, picture)
    return sum(step(start, word)[0][due] for word, due in zip([START, *ids], [*ids, END], strict=True))


def mean_in_place_of_sum(start, step, picture, ids):
    return caption_log_probability(start, step, picture, ids) / (len(ids) + 1)


def probability(start, step, picture, ids):
    return np.exp(caption_log_probability(start, step, picture, ids))


def divides_by_zero(start, step, picture, ids):
    return 1 / 0


NAMED = {
    forgets_the_first_word: "The first word is missing",
    forgets_end: "END is missing",
    picture_after_start: "The picture was read after START. The paper",
    picture_after_the_first_word: "when the first word had already been predicted",
    no_picture: "The picture was never read",
    no_start: "START was never read",
    state_not_carried: "none of the words before",
    state_never_kept: "neither the picture nor the words",
}


def test_the_solution_is_accepted_every_time():
    accepts(exercises.check_caption_log_probability, caption_log_probability)


@pytest.mark.parametrize("wrong", NAMED)
def test_known_slips_are_named(wrong):
    assert NAMED[wrong] in refuses(exercises.check_caption_log_probability, wrong).why


@pytest.mark.parametrize("wrong", [stub, mean_in_place_of_sum, probability, divides_by_zero])
def test_other_wrong_answers_are_rejected_with_a_sentence(wrong):
    assert len(refuses(exercises.check_caption_log_probability, wrong).hints) == 3


def test_the_small_decoder_tells_probabilities_that_depend_on_all_it_read():
    step = exercises.decoder(3)
    picture = np.array([0.5, -1.25, 0.0])
    log_p, state = step((), picture)
    assert np.exp(log_p).sum() == pytest.approx(1)
    told = [step(state, 0)[0], step(state, 2)[0], step((), 0)[0], step(step((), 0)[1], 0)[0], log_p]
    for k, one in enumerate(told):
        assert all(not np.allclose(one, other) for other in told[:k])
    assert np.array_equal(step(state, 2)[0], told[1])  # asked again, it says the same


def by_calling_itself(start, step, picture, ids):
    """Log p of the rest, after what was read; the number is a tensor."""

    def rest(state, word, asked):
        if not asked:
            return torch.zeros((), dtype=torch.float64, requires_grad=True)
        log_p, state = step(state, word)
        return log_p[asked[0]] + rest(state, asked[0], asked[1:])

    return rest(step(start, picture)[1], START, [*ids, END])


def test_a_right_answer_in_another_style_is_accepted():
    accepts(exercises.check_caption_log_probability, by_calling_itself)
