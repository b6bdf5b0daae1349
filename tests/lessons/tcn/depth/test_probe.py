"""Gradients by depth: the committed numbers against a new measurement, and views in order."""

import numpy as np
import pytest

from unrolled.lessons.tcn.depth import recipe, study
from unrolled.lessons.tcn.depth.probe import depth, point_at


@pytest.mark.parametrize(("kind", "start", "levels"), [("plain", "torch", 3), ("identity", "he", 4)])
def test_the_committed_gradients_are_measured_again(kind, start, levels):
    again = recipe.measure_gradients(kind, start, levels)
    for measure in ("values", "weights"):
        band = depth(levels, start, measure).sizes[kind]
        for name, row in (("low", band.low), ("median", band.middle), ("high", band.high)):
            np.testing.assert_allclose(row, again[measure][name], rtol=1e-2)


def test_views_are_complete_and_in_order():
    for start in study.STARTS:
        for levels in (2, 9, 16):
            for measure, more in (("values", 1), ("weights", 0)):
                shown = depth(levels, start, measure, cursor=99)
                assert shown.cursor == levels + more - 1
                assert shown.level == levels
                for band in (*shown.sizes.values(), *shown.nats.values()):
                    assert (band.low <= band.middle).all()
                    assert (band.middle <= band.high).all()
                assert len(shown.sizes["plain"].middle) == levels + more
    assert shown.depths.tolist() == list(study.TRAINED)
    assert set(np.concatenate(list(shown.rates.values())).tolist()) <= set(study.RATES)
    assert point_at(shown, -4).cursor == 0


def test_what_was_not_measured_is_refused():
    with pytest.raises(ValueError, match="2 to 16"):
        depth(17)
