"""The question is answered by the study."""

from statistics import median

from unrolled.lessons.word2vec.word_training.exercise import FASTER
from unrolled.lessons.word2vec.word_training.probe import PASSES, SEEDS, measured


def test_the_second_choice_is_the_right_one():
    assert [choice.right for choice in FASTER.choices] == [False, True, False]


def test_cbow_took_less_time_for_the_same_words():
    runs = measured()
    for passes in PASSES:
        seconds = {
            model: median(runs[f"{model} {passes} {seed}"]["seconds"] for seed in SEEDS)
            for model in ("skip-gram", "cbow")
        }
        assert seconds["cbow"] < 0.9 * seconds["skip-gram"]
