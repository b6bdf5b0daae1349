"""The networks that the X-ray looks into, untrained, with their characters."""

import pytest

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.x_ray.probe import Machine

TEXT = "I grew up in France, and so I still speak fluent French"


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary(TEXT + "bc")


@pytest.fixture(scope="module")
def machine(vocabulary):
    return Machine(vocabulary)
