"""The study of riddles: complete, and a run of it made again."""

import pytest

from unrolled.lessons.rnn.riddles import probe as riddles
from unrolled.lessons.rnn.riddles import study
from unrolled.training.results import load_results


def test_the_study_holds_every_window_and_seed_of_every_riddle():
    runs = load_results(riddles.RESULTS)
    assert set(runs) == set(study.jobs())
    assert len(runs) == 10 * (5 + 9 + 11)
    for between, word in riddles.RIDDLES.items():
        half = len(word) // 2
        assert word[1 : half - 1] == word[half + 1 : -1]  # what stands between is the same
        assert len(word[1 : half - 1]) == between
        assert (word[0], word[half - 1], word[half], word[-1]) == ("a", "b", "c", "d")


def test_a_run_of_the_study_can_be_made_again():
    stored = load_results(riddles.RESULTS)
    again = study.riddle(1, 2, 4)
    assert again["answers"] == pytest.approx(stored["1 2 4"]["answers"], abs=0.02)
    assert again["others"] == pytest.approx(stored["1 2 4"]["others"], abs=0.02)
