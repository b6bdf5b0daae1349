"""The study of the leak: what is seen in no held-out loss is heard in what the network writes."""

from unrolled.lessons.tcn.leak import recipe as leak
from unrolled.lessons.tcn.leak import study
from unrolled.training.results import load_results


def test_a_leak_is_seen_in_no_held_out_loss():
    runs = load_results(study.NAME)
    for seed in leak.SEEDS:
        left, both = runs[f"left {seed}"], runs[f"both {seed}"]
        assert both["tested"] < 0.1 < 1 < left["tested"]
        assert both["writing"] > left["writing"] + 0.5
        assert abs(left["writing"] - left["tested"]) < 0.1


def test_the_leak_is_measured_as_the_study_says():
    known, held = leak.texts()
    assert len(known) > len(held) > 1000
    job = study.job("both", 0, updates=12)
    assert job["tested"] < 4.4
    assert job["writing"] > 2
