"""The checker of top-p accepts the solution in any style and rejects the plausible slips."""

import numpy as np
import pytest

from answers import accepts, explains, stub
from solved import solutions_of
from unrolled.lessons.char_rnn.truncation.exercise import TAIL, check_top_p

solution = solutions_of("char_rnn").top_p


def leaves_out_the_one_that_reaches_the_share(p, share):
    order = np.argsort(-np.array(p))
    return order[np.cumsum(np.array(p)[order]) < share].tolist()


def in_the_order_of_the_list(p, share):
    return sorted(solution(p, share))


def unsorted(p, share):
    count = int((np.cumsum(p) < share).sum()) + 1
    return list(range(count))


def one_by_one(p, share):
    return [k for k in np.argsort(-np.array(p)).tolist() if p[k] >= share] or [int(np.argmax(p))]


def of_the_likeliest(p, share):
    return [k for k in np.argsort(-np.array(p)).tolist() if p[k] >= (1 - share) * max(p)]


@pytest.mark.parametrize(
    "wrong",
    [stub, leaves_out_the_one_that_reaches_the_share, in_the_order_of_the_list, unsorted, one_by_one, of_the_likeliest],
)
def test_slips_are_rejected_with_a_sentence(wrong):
    explains(check_top_p, wrong)


def with_numpy(p, share):
    order = np.argsort(-np.array(p))
    return order[: np.searchsorted(np.cumsum(np.array(p)[order]), share) + 1]


@pytest.mark.parametrize("right", [solution, with_numpy])
def test_right_answers_pass(right):
    accepts(check_top_p, right, 20)


def test_one_answer_of_the_question_is_right():
    assert [choice.right for choice in TAIL.choices] == [True, False, False]
