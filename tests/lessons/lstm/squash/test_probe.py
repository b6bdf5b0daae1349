"""σ against tanh: the geometric series, the sign, the drift."""

import numpy as np
import pytest

from unrolled.lessons.lstm.squash.probe import squash


@pytest.mark.parametrize(("gate", "candidate"), [(2.0, 0.5), (-2.0, -1.0), (0.0, 4.0), (4.0, -4.0)])
def test_each_line_is_a_geometric_series(gate, candidate):
    shown = squash(gate, candidate, steps=12)
    for name, values in shown.carry.items():
        f, g = shown.kept[name], shown.written[name]
        assert len(values) == 13
        assert values[0] == 1
        assert values[-1] == pytest.approx(f**12 + g * (1 - f**12) / (1 - f))
    assert shown.kept["as it is"] == pytest.approx(1 / (1 + np.exp(-gate)))
    assert shown.kept["gate a tanh"] == pytest.approx(np.tanh(gate))
    assert shown.written["candidate a σ"] == pytest.approx(1 / (1 + np.exp(-candidate)))


def test_a_tanh_gate_turns_the_sign_and_a_sigma_never_does():
    shown = squash(-2.0, 0.0)
    assert (np.sign(shown.carry["gate a tanh"][:6]) == [1, -1, 1, -1, 1, -1]).all()
    assert (shown.carry["as it is"] > 0).all()


def test_a_sigma_candidate_cannot_pull_down():
    shown = squash(4.0, -4.0)
    assert (np.diff(shown.carry["as it is"]) < 0).all()
    assert shown.carry["candidate a σ"].min() > 0
