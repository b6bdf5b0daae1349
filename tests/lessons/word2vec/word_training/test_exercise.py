"""The question is answered by the study."""

from statistics import median

from unrolled.lessons.word2vec.word_training.exercise import FASTER
from unrolled.lessons.word2vec.word_training.probe import PASSES, SEEDS, measured


def test_the_question_has_one_right_choice_and_a_reply_for_each():
    assert [choice.right for choice in FASTER.choices] == [False, True, False]
    assert len({choice.reply for choice in FASTER.choices}) == 3


def test_cbow_took_less_time_for_the_same_words():
    runs = measured()
    for passes in PASSES:
        seconds = {
            model: median(runs[f"{model} {passes} {seed}"]["seconds"] for seed in SEEDS)
            for model in ("skip-gram", "cbow")
        }
        assert seconds["cbow"] < 0.9 * seconds["skip-gram"]
