from .dropout.exercise import BETTER, SURVIVORS, check_masked
from .dropout.panel import DropoutPanel
from .one_word.panel import OneWordPanel
from .sequences.exercise import MAJORITY, check_targets
from .sequences.panel import SequencesPanel
from .two_equations.exercise import (
    MEMORY,
    SHARED,
    WINDOW,
    check_back_one_step,
    check_count_parameters,
    check_read_in_windows,
    check_read_word,
    check_unroll,
)
from .two_equations.panel import TwoEquationsPanel

__all__ = [
    "BETTER",
    "MAJORITY",
    "MEMORY",
    "SHARED",
    "SURVIVORS",
    "WINDOW",
    "DropoutPanel",
    "OneWordPanel",
    "SequencesPanel",
    "TwoEquationsPanel",
    "check_back_one_step",
    "check_count_parameters",
    "check_masked",
    "check_read_in_windows",
    "check_read_word",
    "check_targets",
    "check_unroll",
]
