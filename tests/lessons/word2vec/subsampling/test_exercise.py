"""The question on subsampling is answered by the committed study."""

from unrolled.datasets import word_counts
from unrolled.lessons.word2vec.subsampling.exercise import SMALL
from unrolled.lessons.word2vec.subsampling.probe import studies
from unrolled.training.word2vec import keep_chances


def test_the_smallest_threshold_is_faster_and_worse():
    [right] = [choice.words for choice in SMALL.choices if choice.right]
    assert right == "much faster and much worse"
    found = {one.threshold: one.scores for one in studies()}
    assert found[1e-5]["words_per_second"][0] > 2 * found[0]["words_per_second"][0]
    for name in ("WordSim353", "SimLex999", "analogies"):
        assert found[1e-5][name][2] < 0.7 * found[0][name][1]
        assert found[1e-3][name][0] == max(scores[name][0] for scores in found.values())


def test_the_smallest_threshold_thins_out_what_the_reply_says_by_the_formula_that_was_measured():
    counted = word_counts.counts()
    thinned = counted.counts[keep_chances(counted.shares(), 1e-5) < 1]
    [reply] = [choice.reply for choice in SMALL.choices if "hardly anything" in choice.words]
    assert thinned.min() == 90
    assert f"{thinned.min()} times or more in {counted.counts.sum() / 1e6:.1f} million" in reply
    kept = counted.shares() @ keep_chances(counted.shares(), 1e-5)
    assert round(3 * kept) == 1  # two thirds are left out
