"""The committed study of the TDNN: it does not mind when a syllable is said, the others do."""

from unrolled.lessons.tcn.tdnn import recipe as tdnn
from unrolled.training.results import load_results


def test_a_tdnn_does_not_mind_when():
    runs = load_results(tdnn.NAME)
    for seed in tdnn.SEEDS:
        assert min(runs[f"tdnn {seed}"]["right"]) > 0.9
        for kind in ("equal", "wide"):
            right = runs[f"{kind} {seed}"]["right"]
            assert min(right[2:5]) > 0.98
            assert right[-1] < 0.5
