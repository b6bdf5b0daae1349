"""How many runs learned a riddle, and between which cuts there is a way."""

from unrolled.lessons.rnn.riddles import probe as riddles


def test_the_study_says_how_many_learned():
    assert riddles.expected("hello", 1) is None
    learned, total = riddles.expected("axyzwbcxyzwd", 1)
    assert (learned, total) == (0, 10)
    assert riddles.expected("axbcxd", 11) == riddles.expected("axbcxd", 5)
    learned, _ = riddles.expected("axyzbcxyzd", 9)
    assert learned == 10


def test_ways_are_open_where_no_cut_stands_between_clue_and_answer():
    for riddle in riddles.riddles():
        T, half = len(riddle.word) - 1, len(riddle.word) // 2
        for window in range(1, T + 1):
            cuts = range(window, T, window)  # behind these steps
            ways = [(1, half - 1), (half + 1, T)]  # steps that read the clue, and that give the answer
            assert riddle.word[0] + riddle.word[half] == "ac"
            expected = sum(not any(clue <= cut < answer for cut in cuts) for clue, answer in ways)
            assert riddle.open[window - 1] == expected, (riddle.word, window)
        assert riddle.learned.tolist() == (riddle.losses < riddles.LEARNED).sum(axis=1).tolist()
        assert riddle.open[-1] == 2
