"""Pictures with captions: what does not fit together is refused, and what is taken stays together."""

import numpy as np
import pytest

from unrolled.datasets.captioned import Captioned


def three():
    images = np.arange(3, dtype=np.uint8)[:, None, None, None] * np.ones((3, 2, 2, 3), np.uint8)
    return Captioned(images, (("a zero", "nought"), ("a one",), ("a two",)), ("0", "1", "2"))


def test_some_are_taken_in_any_order():
    some = three().take(np.array([2, 0]))
    assert len(some) == 2
    assert some.images[:, 0, 0, 0].tolist() == [2, 0]
    assert some.captions == ("a two", "a zero")
    assert some.references[1] == ("a zero", "nought")
    assert some.names == ("2", "0")
    assert len(three().take([])) == 0


def test_what_does_not_fit_together_is_refused():
    data = three()
    with pytest.raises(ValueError, match="same number"):
        Captioned(data.images, data.references[:2], data.names)
    with pytest.raises(ValueError, match="at least one caption"):
        Captioned(data.images, (("a",), (), ("b",)), data.names)
