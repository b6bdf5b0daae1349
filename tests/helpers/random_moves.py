"""Any panel, moved at random: what every panel must bear, whatever its controls are."""

import random

import ipywidgets
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import stress_panels

EXAMPLES, MOVES = 4, 6
# The panel is the same for all examples: what one leaves behind is where the next begins.
BOUNDED = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
@BOUNDED
@given(seed=some.integers(0, 2**32 - 1))
def random_moves(panel, seed):
    """Any control set to anything, in any order: nothing is raised, a sentence stands there, the picture is sound."""
    dice = random.Random(seed)
    controls = [name for name, value in vars(panel).items() if isinstance(value, ipywidgets.Widget)]
    hidden = [name for name in controls if callable(getattr(type(panel), name, None))]
    assert hidden == [], "controls of these names hide methods of the panel"
    for _ in range(MOVES):
        stress_panels.move(panel, dice)
        stress_panels.settle(panel, dice)
        stress_panels.check(panel)
