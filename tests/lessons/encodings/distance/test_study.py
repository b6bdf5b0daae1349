"""The study of judged pairs: all codings on pairs by hand, and our own pairs measured again."""

import numpy as np

from pairs import PAIRS, VECTORS
from unrolled.lessons.encodings.distance import probe as probes
from unrolled.lessons.encodings.distance import study
from unrolled.lessons.encodings.distance.dataset import OURS
from unrolled.lessons.encodings.distance.probe import read_pairs


def test_a_study_tells_all_codings_and_the_shared_pairs():
    told = study.study(PAIRS, {"GloVe": VECTORS})
    assert (told["pairs"], told["opposites"]) == (5, 1)
    assert set(told["codings"]) == {"one-hot", "hashed 2^4", "hashed 2^10", "hashed 2^16", "spelling", "GloVe"}
    assert told["codings"]["GloVe"]["pairs"] == told["shared"]["pairs"] == 4
    assert told["codings"]["GloVe"]["rho"] == told["shared"]["GloVe"] == 0.8
    assert told["codings"]["one-hot"]["coincide"] == 1


def test_the_committed_study_has_our_own_pairs_measured_again_by_whoever_has_no_set():
    held = probes.load_study()
    assert set(held) == {"WordSim353", "SimLex999", "ours"}
    spelling = [probes.spelling_cosine(*pair) for pair in read_pairs(OURS).pairs]
    again = probes.agree("spelling", np.array(spelling), read_pairs(OURS).scores)
    assert held["ours"]["codings"]["spelling"]["rho"] == round(again.rho, 4)
