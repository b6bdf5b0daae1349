"""The question on subsampling is answered by the committed study."""

from unrolled.lessons.word2vec.subsampling.exercise import SMALL
from unrolled.lessons.word2vec.subsampling.probe import studies


def test_the_smallest_threshold_is_faster_and_worse():
    [right] = [choice.words for choice in SMALL.choices if choice.right]
    assert right == "much faster and much worse"
    found = {one.threshold: one.scores for one in studies()}
    assert found[1e-5]["words_per_second"][0] > 2 * found[0]["words_per_second"][0]
    for name in ("WordSim353", "SimLex999", "analogies"):
        assert found[1e-5][name][2] < 0.7 * found[0][name][1]
        assert found[1e-3][name][0] == max(scores[name][0] for scores in found.values())
