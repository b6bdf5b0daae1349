"""The committed study of units that know."""

from unrolled.lessons.latex.modes import probe as modes
from unrolled.lessons.latex.modes import study
from unrolled.lessons.latex.modes.probe import FEATURES


def test_the_committed_study():
    found = modes.load_modes()
    assert [one.feature for one in found] == list(FEATURES)
    for one in found:
        assert one.words == FEATURES[one.feature]
        assert -1 <= one.test <= 1
        assert one.shuffled <= one.shuffled_most
        assert len(one.use.bits) == 3
        assert len(one.others) == study.OTHERS
        assert (one.use.closing is None) == (one.feature not in modes.CLOSERS)
