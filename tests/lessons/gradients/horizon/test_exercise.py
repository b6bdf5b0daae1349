"""The question on the memory horizon fits the committed result."""

import numpy as np

from unrolled.lessons.gradients.horizon.exercise import HORIZON
from unrolled.lessons.gradients.horizon.probe import reaches


def test_the_right_answer_is_what_was_measured():
    big = next(reach for reach in reaches() if reach.name == "LSTM 2 × 256")
    gap = big.nats[0] - big.carried[0]
    near = big.contexts[np.flatnonzero(gap > 0.01)[-1] + 1]
    assert 40 <= near <= 60
    [right] = [choice.words for choice in HORIZON.choices if choice.right]
    assert right.endswith("40 to 60 characters")
    counting = next(reach for reach in reaches() if reach.cell == "counting")
    assert counting.contexts[counting.nats[0].argmin()] in (4, 5)
