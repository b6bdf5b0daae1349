"""The checker accepts the solution, also told otherwise, and rejects the stub and planted wrong answers."""

import math

import pytest
import torch

from answers import accepts, explains, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.captioning.beam import exercise as exercises
from unrolled.lessons.captioning.beam.exercise import END, check_beam_search, random_tree, tree
from unrolled.lessons.captioning.beam.probe import beam_tree
from unrolled.training.captioning import load_captioner
from unrolled.training.results import load_results

beam_search = solutions_of("beam").beam_search


def places_for_unfinished_only(next_log_p, width, longest):
    """Finished captions take no place in the beam: another usual form, right as well."""
    going, finished = [((), 0.0)], []
    for _ in range(longest):
        grown = [((*words, word), log_p + value) for words, log_p in going for word, value in next_log_p(words).items()]
        finished += [one for one in grown if one[0][-1] == END]
        going = sorted((one for one in grown if one[0][-1] != END), key=lambda one: -one[1])[:width]
    words, log_p = max(finished, key=lambda one: one[1])
    return words[:-1], log_p


def greedy_in_disguise(next_log_p, width, longest):
    return beam_search(next_log_p, 1, longest)


def best_of_each_parent(next_log_p, width, longest):
    going, finished = [((), 0.0)], []
    for step in range(longest):
        kept = []
        for words, log_p in going:
            told = sorted(next_log_p(words).items(), key=lambda pair: -pair[1])
            kept += [((*words, word), log_p + value) for word, value in told[: width if step == 0 else 1]]
        finished += [one for one in kept if one[0][-1] == END]
        going = [one for one in kept if one[0][-1] != END]
    words, log_p = max(finished, key=lambda one: one[1])
    return words[:-1], log_p


def forgets_finished(next_log_p, width, longest):
    going, last = [((), 0.0)], []
    for _ in range(longest):
        grown = [((*words, word), log_p + value) for words, log_p in going for word, value in next_log_p(words).items()]
        kept = sorted(grown, key=lambda one: -one[1])[:width]
        last = [one for one in kept if one[0][-1] == END] or last
        going = [one for one in kept if one[0][-1] != END]
    words, log_p = max(last, key=lambda one: one[1])
    return words[:-1], log_p


def adds_probabilities(next_log_p, width, longest):
    """Ranks by sums of p; the log p it tells is the right one of its caption."""
    going, finished = [((), 0.0, 0.0)], []
    for _ in range(longest):
        grown = [
            ((*words, word), total + math.exp(value), log_p + value)
            for words, total, log_p in going
            for word, value in next_log_p(words).items()
        ]
        kept = sorted(grown, key=lambda one: -one[1])[:width]
        finished += [one for one in kept if one[0][-1] == END]
        going = [one for one in kept if one[0][-1] != END]
    words, _, log_p = max(finished, key=lambda one: one[1])
    return words[:-1], log_p


def stops_at_the_first_end(next_log_p, width, longest):
    going = [((), 0.0)]
    for _ in range(longest):
        grown = [((*words, word), log_p + value) for words, log_p in going for word, value in next_log_p(words).items()]
        going = sorted(grown, key=lambda one: -one[1])[:width]
        ended = [one for one in going if one[0][-1] == END]
        if ended:
            return ended[0][0][:-1], ended[0][1]
    return None


def keeps_end(next_log_p, width, longest):
    words, log_p = beam_search(next_log_p, width, longest)
    return (*words, END), log_p


def only_words(next_log_p, width, longest):
    return beam_search(next_log_p, width, longest)[0]


WRONG = [
    greedy_in_disguise, best_of_each_parent, forgets_finished, adds_probabilities, stops_at_the_first_end, keeps_end,
    only_words,
]  # fmt: skip
CASES = {  # the tree that each of them was planted for
    greedy_in_disguise: (exercises.LOST, ("a", "c"), ("b", "c")),
    best_of_each_parent: (exercises.CROWDED, ("a", "c", "e"), ("a", "d")),
    forgets_finished: (exercises.EARLY, ("b", "c"), ("a",)),
    adds_probabilities: (exercises.SUMS, ("a", "c"), ("b", "c")),
    stops_at_the_first_end: (exercises.LATER, ("a",), ("a", "c")),
}


@pytest.mark.parametrize("answer", [beam_search, places_for_unfinished_only])
def test_solutions_pass_again_and_again(answer):
    accepts(check_beam_search, answer, 3)


@pytest.mark.parametrize("answer", WRONG)
def test_planted_wrong_answers_are_found(answer):
    explains(check_beam_search, answer)


@pytest.mark.parametrize("answer", CASES)
def test_each_wrong_answer_fails_on_the_tree_made_for_it(answer):
    table, wrong, right = CASES[answer]
    assert answer(tree(table), 2, 5)[0] == wrong
    assert beam_search(tree(table), 2, 5)[0] == right


@pytest.mark.parametrize("answer", [stub, raises, lambda *_: 7, lambda *_: ("a", 1.0), lambda *_: (("a",), "b")])
def test_stubs_and_exceptions_are_told(answer):
    refuses(check_beam_search, answer)


def test_a_report_shows_the_tree_the_answer_and_what_is_expected():
    finding = check_beam_search(greedy_in_disguise).finding
    assert finding == (
        "greedy_in_disguise([(nothing) → a 0.6, b 0.4; a → c 0.4, d 0.35, e 0.25; b → c 0.9, d 0.1], 2, 5) returned "
        "[['a', 'c'], -1.42712]; expected [['b', 'c'], -1.02165]."
    )


def test_random_trees_are_the_same_again_and_tell_greedy_from_a_beam():
    for seed, width in exercises.SEEDS:
        one, two = random_tree(seed), random_tree(seed)
        assert one(("a",)) == two(("a",))
        assert sum(map(math.exp, one(("a", "b")).values())) == pytest.approx(1)
        assert one(("a", "b", "c", "a")) == {END: 0.0}
        assert beam_search(one, 1, 6)[0] != beam_search(one, width, 6)[0]


def test_the_question_by_hand():
    told = tree(exercises.LOST)
    (right,) = (choice for choice in exercises.GREEDY_LOSES.choices if choice.right)
    assert beam_search(told, 1, 5) == (("a", "c"), pytest.approx(math.log(0.24)))
    assert beam_search(told, 2, 5) == (("b", "c"), pytest.approx(math.log(0.36)))
    assert right.words == "greedy writes a c, the beam b c"


def test_the_numbers_of_the_question_on_width_are_those_of_the_study():
    found = load_results("captioning_beam")["the other vendor"]
    at = dict(zip(found["widths"], found["exact"], strict=True))
    assert (found["pictures"], at[1], at[3], at[20]) == (1045, 253, 263, 263)
    assert found["proved"][found["widths"].index(5)] == 1045
    assert found["search_errors"][0] == 14


def test_the_numbers_of_the_question_on_fault_are_the_networks():
    model, words, _ = load_captioner("captioner_once_0")
    with torch.inference_mode():
        shown = beam_tree(model, words, "new compositions", 187, 2)
    assert shown.best.text == "a woman dancing with light skin"
    assert round(shown.best.log_p, 2) == -0.93
    assert shown.reference.text == "a woman bouncing a ball with light skin"
    assert round(shown.reference.log_p, 2) == -0.96
    assert shown.verdict == "model error"
    assert shown.finalists[1].exact
    assert shown.greedy.exact
