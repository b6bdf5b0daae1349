"""Checkers of BLEU accept the solution and reject the stub and planted wrong answers, with a sentence that helps."""

import math
from collections import Counter

import pytest
from sacrebleu.metrics.bleu import BLEU

from answers import accepts, explains, raises, stub
from solved import solutions_of
from unrolled.lessons.captioning.bleu import exercise as exercises

SOLVED = solutions_of("bleu")
grams, clipped_precision, bleu = SOLVED.grams, SOLVED.clipped_precision, SOLVED.bleu


def unclipped(caption, references, n):
    own, known = grams(caption.split(), n), {gram for other in references for gram in grams(other.split(), n)}
    return sum(count for gram, count in own.items() if gram in known) / own.total() if own else 0.0


def clips_at_the_sum(caption, references, n):
    own, others = grams(caption.split(), n), Counter()
    for reference in references:
        others += grams(reference.split(), n)
    return sum(min(count, others[gram]) for gram, count in own.items()) / own.total() if own else 0.0


def clips_by_the_first(caption, references, n):
    return clipped_precision(caption, references[:1], n)


def each_kind_once(caption, references, n):
    own, known = set(grams(caption.split(), n)), {gram for other in references for gram in grams(other.split(), n)}
    return len(own & known) / len(own) if own else 0.0


def divides_by_zero(caption, references, n):
    return clipped_precision(caption, references, n) if grams(caption.split(), n) else 1 / 0


def recall(caption, references, n):
    own, total = grams(caption.split(), n), max(grams(reference.split(), n).total() for reference in references)
    return clipped_precision(caption, references, n) * own.total() / total if total else 0.0


def with_penalty(choose):
    def other(caption, references):
        length, lengths = len(caption.split()), [len(reference.split()) for reference in references]
        nearest, taken = min(lengths, key=lambda r: (abs(r - length), r)), choose(length, lengths)
        right, wrong = (1.0 if length >= r else math.exp(1 - r / length) for r in (nearest, taken))
        return bleu(caption, references) / right * wrong

    return other


def mean_of(combine):
    def other(caption, references):
        precisions = [clipped_precision(caption, references, n) for n in range(1, 5)]
        length, lengths = len(caption.split()), [len(reference.split()) for reference in references]
        nearest = min(lengths, key=lambda r: (abs(r - length), r))
        return 100 * combine(precisions) * (1.0 if length >= nearest else math.exp(1 - nearest / length))

    return other


BLEUS = {
    "penalty by the longest": with_penalty(lambda _, lengths: max(lengths)),
    "penalty by the first": with_penalty(lambda _, lengths: lengths[0]),
    "penalty by the shortest": with_penalty(lambda _, lengths: min(lengths)),
    "of two equally near the longer": with_penalty(
        lambda length, lengths: min(lengths, key=lambda r: (abs(r - length), -r))
    ),
    "no penalty": with_penalty(lambda length, _: length),
    "arithmetic mean": mean_of(lambda p: sum(p) / 4),
    "product without root": mean_of(math.prod),
    "log of zero": mean_of(lambda p: math.exp(sum(map(math.log, p)) / 4)),
    "zeros left out": mean_of(lambda p: math.prod([x for x in p if x]) ** (1 / max(sum(x > 0 for x in p), 1))),
    "from 0 to 1": lambda caption, references: bleu(caption, references) / 100,
    "penalty for what is too long": lambda caption, references: (
        bleu(caption, references) * math.exp(min(0, 1 - len(caption.split()) / max(len(r.split()) for r in references)))
    ),
}
PRECISIONS = [unclipped, clips_at_the_sum, clips_by_the_first, each_kind_once, divides_by_zero, recall]


@pytest.mark.parametrize(
    ("checker", "solution"), [(exercises.check_clipped_precision, clipped_precision), (exercises.check_bleu, bleu)]
)
def test_solutions_pass(checker, solution):
    assert accepts(checker, solution).total >= 10


@pytest.mark.parametrize("wrong", [stub, raises, *PRECISIONS])
def test_wrong_precisions_are_rejected(wrong):
    explains(exercises.check_clipped_precision, wrong)


@pytest.mark.parametrize("name", ["stub", "raises", *BLEUS])
def test_wrong_scores_are_rejected(name):
    wrong = {"stub": stub, "raises": raises, **BLEUS}[name]
    explains(exercises.check_bleu, wrong)


def test_the_smallest_failing_caption_is_named():
    assert (
        "unclipped('the the the', ['the cat'], 1) returned 1;" in exercises.check_clipped_precision(unclipped).finding
    )
    found = exercises.check_clipped_precision(clips_at_the_sum).finding
    assert "clips_at_the_sum('the the', ['the cat', 'the dog'], 1) returned 1;" in found
    assert "ValueError" in exercises.check_bleu(BLEUS["log of zero"]).finding
    assert "<b>" not in exercises.check_bleu(raises)._repr_html_()


def precision_by_striking_out(caption, references, n):
    """Each n-gram strikes out one of its like in the reference that has most of them."""
    words, found, total = caption.split(), 0, 0
    used = Counter()
    for k in range(len(words) - n + 1):
        gram = words[k : k + n]
        total += 1
        most = max(sum(r[j : j + n] == gram for j in range(len(r))) for r in map(str.split, references))
        found += used[tuple(gram)] < most
        used[tuple(gram)] += 1
    return found / max(total, 1)


def bleu_by_sacrebleu(caption, references):
    return BLEU(tokenize="none", smooth_method="none", effective_order=False).sentence_score(caption, references).score


@pytest.mark.parametrize(
    ("checker", "right"),
    [(exercises.check_clipped_precision, precision_by_striking_out), (exercises.check_bleu, bleu_by_sacrebleu)],
)
def test_right_answers_in_another_style_are_accepted(checker, right):
    accepts(checker, right)
