"""The checker of shares accepts the solution and rejects stub, bug and planted wrong answers; the question fits."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.latex.lint import exercise as exercises
from unrolled.lessons.latex.lint.figure import BARS
from unrolled.lessons.latex.lint.probe import lint, load_scores, scores
from unrolled.lessons.latex.writing.probe import TEMPERATURES

solutions = solutions_of("lint")


def cut_counts_as_wrong(pairs, name):
    """The bug the notebook shows."""
    fates = [fate for opened, fate in pairs if opened == name]
    return fates.count("closed") / len(fates)


def cut_counts_as_right(pairs, name):
    fates = [fate for opened, fate in pairs if opened == name]
    return sum(fate in ("closed", "open") for fate in fates) / len(fates)


def cut_counts_half(pairs, name):
    fates = [fate for opened, fate in pairs if opened == name]
    return sum({"closed": 1, "open": 0.5}.get(fate, 0) for fate in fates) / len(fates)


def overdue_is_left_out_too(pairs, name):
    return solutions.share_closed([pair for pair in pairs if pair[1] != "overdue"], name)


def of_all_names(pairs, name):
    return solutions.share_closed([(name, fate) for _, fate in pairs], name)


def divides_by_all_names(pairs, name):
    return pairs.count((name, "closed")) / sum(fate != "open" for _, fate in pairs)


def closed_to_broken(pairs, name):
    fates = [fate for opened, fate in pairs if opened == name]
    return fates.count("closed") / max(fates.count("broken") + fates.count("overdue"), 1)


def counts(pairs, name):
    return pairs.count((name, "closed"))


def words(pairs, name):
    return "half"


WRONG = [
    stub, raises, cut_counts_as_wrong, cut_counts_as_right, cut_counts_half, overdue_is_left_out_too, of_all_names,
    divides_by_all_names, closed_to_broken, counts, words,
]  # fmt: skip


def test_the_solution_is_accepted():
    accepts(exercises.check_share_closed, solutions.share_closed, 20)


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    for _ in range(10):
        assert len(refuses(exercises.check_share_closed, wrong).hints) == 3


def test_the_bug_is_met_by_a_pair_that_the_end_cuts_off():
    result = exercises.check_share_closed(cut_counts_as_wrong)
    assert "('proof', 'open')" in result.finding
    assert result.finding.endswith("returned 0.5; expected 1.")
    assert result.passed == result.total - 5  # all but this case and the random ones


def test_a_learner_who_empties_the_list_is_judged_as_anyone():
    def empties(pairs, name):
        share = solutions.share_closed(pairs, name)
        pairs.clear()
        return share

    assert exercises.check_share_closed(empties).ok


def test_random_passages_cut_off_what_lasts_long():
    rng = random.Random(0)
    fates = {name: [] for name in exercises.LASTING}
    for _ in range(300):
        for name, fate in exercises._passage(rng):
            fates[name].append(fate)
    cut = {name: found.count("open") / len(found) for name, found in fates.items()}
    assert cut["{"] < cut["$"] < 0.05 < cut["enumerate"] < cut["proof"]


def test_the_solution_counts_as_the_panel_does():
    text = "\\begin{proof}{a} {\\end{proof} $a$ $b\n\n{c} {d} {"
    read = lint(text)
    pairs = [(pair.name, pair.fate) for pair in read.pairs]
    found = scores([read])
    assert solutions.share_closed(pairs, "{") == found.share("brace") == 0.75
    assert solutions.share_closed(pairs, "$") == found.share("math") == 0.5
    assert solutions.share_closed(pairs, "proof") == found.share("proof") == 1


def test_the_right_answer_is_what_was_measured():
    """Pooled over all temperatures of the study: whoever measures anew may have to change the question."""
    measured = load_scores()
    kinds = ("brace", "math", "environment")
    written = [measured[f"tau {tau:g}"][1] for tau in TEMPERATURES]
    closed = {kind: sum(one.closed[kind] for one in written) for kind in kinds}
    decided = {kind: sum(one.decided[kind] for one in written) for kind in kinds}
    wrong = {kind: 1 - closed[kind] / decided[kind] for kind in kinds}
    least = max(wrong, key=wrong.get)
    [right] = [choice.words for choice in exercises.LEAST.choices if choice.right]
    assert right.startswith(dict(BARS)[least])
    others = [wrong[kind] for kind in kinds if kind != least]
    assert wrong[least] > 2 * max(others)  # by far
    assert max(others) < 0.1  # "nearly all are closed"
    assert decided["brace"] > decided["environment"]  # "there are so many of them"
    assert [choice.words.split(":")[0].split(",")[0] for choice in exercises.LEAST.choices] == [
        dict(BARS)[kind] for kind in kinds
    ]


def by_fractions(pairs, name):
    ends = Counter(fate for opened, fate in pairs if opened == name)
    return Fraction(ends["closed"], ends.total() - ends["open"])


UNUSUAL = [by_fractions]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_share_closed, right)
