"""The committed rules of the quiz."""

from unrolled.lessons.shakespeare.quiz import probe as probes
from unrolled.lessons.shakespeare.quiz import study
from unrolled.lessons.shakespeare.quiz.probe.cues import CUES


def test_the_committed_study():
    rules = probes.load_rules()
    assert sorted(rules) == list(study.TEMPERATURES)
    for found in rules.values():
        assert list(found) == list(CUES)
        for one in found.values():
            assert 0 <= one.accuracy <= 1
            assert one.real.low <= one.real.high
            assert one.synthetic.low <= one.synthetic.high
    assert len({str({name: one.real for name, one in found.items()}) for found in rules.values()}) == 1  # one sample
