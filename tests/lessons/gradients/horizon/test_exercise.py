"""The question on the memory horizon fits the committed result."""

import numpy as np

from unrolled.lessons.gradients.horizon.exercise import HORIZON
from unrolled.lessons.gradients.horizon.probe import reaches


def test_the_right_answer_is_what_was_measured():
    assert [choice.right for choice in HORIZON.choices].count(True) == 1
    big = next(reach for reach in reaches() if reach.name == "LSTM 2 × 256")
    gap = big.nats[0] - big.carried[0]
    near = big.contexts[np.flatnonzero(gap > 0.01)[-1] + 1]
    assert 40 <= near <= 60
    counting = next(reach for reach in reaches() if reach.cell == "counting")
    assert counting.contexts[counting.nats[0].argmin()] in (4, 5)
